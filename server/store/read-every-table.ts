import { sql as fragment } from 'kysely';
import type { TableAccess } from './table-access.ts';
import type { Tables } from './tables.ts';

/** The compiler reports a table that is missing here. */
const EVERY_TABLE: Readonly<Record<keyof Tables, true>> = {
  checkouts: true,
  payments: true,
  payment_provider_references: true,
  payment_history: true,
  refunds: true,
  refund_provider_references: true,
  saved_methods: true,
  payouts: true,
  payout_references: true,
  payout_history: true,
  notifications: true,
  events: true,
  jobs: true,
  instances: true,
  leases: true,
  ledger_heads: true,
  ledger_seals: true,
  rate_limits: true,
  stream_slots: true,
  request_counts: true,
  seen_time: true,
  key_canary: true,
  idempotency_records: true,
};

/**
 * Reads from every table, by one statement that costs one lookup for each.
 *
 * @throws {StorageUnavailable} when a table is missing
 */
export async function readEveryTable({ sql }: TableAccess): Promise<void> {
  const rows = Object.keys(EVERY_TABLE).map((name) => fragment`(SELECT 1 FROM ${fragment.table(name)} LIMIT 1)`);
  await sql.first(sql.build.selectNoFrom(fragment<number>`coalesce(${fragment.join(rows)}, 0)`.as('found')));
}
