import { createIndex, type SchemaChange } from '../schema/description.ts';

/** Indexes for what would else read a whole table: what an earlier run has left, and lists of notifications. */
export const plans: readonly SchemaChange[] = [
  createIndex('jobs_claimed', 'jobs', ['claimed_by'], { where: 'claimed = 1' }),
  createIndex('payments_open', 'payments', ['provider', 'id'], {
    // Not by what they may be: SQLite would then take the index of statuses, and read all open payments.
    where: "status NOT IN ('succeeded', 'failed', 'expired', 'canceled')",
  }),
  createIndex('notifications_about', 'notifications', ['subject', 'received_at', 'dedupe_key']),
  createIndex('notifications_provider', 'notifications', ['provider', 'received_at', 'dedupe_key']),
];
