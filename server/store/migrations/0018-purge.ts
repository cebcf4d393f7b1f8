import { createIndex, undeletable, type SchemaChange } from '../schema/description.ts';

/** The head of a history says that it was purged, see `ledger/purged-head.ts`. */
const wasPurged = (subject: string): string =>
  `EXISTS (SELECT 1 FROM ledger_heads WHERE subject = ${subject} AND facts LIKE '{"purged":%')`;

/**
 * `kasir purge` deletes what is old: first it leaves the last link of each history in its head, and only what such a head
 * stands for can be deleted then. Each row that refers to another is found by an index.
 */
export const purge: readonly SchemaChange[] = [
  createIndex('payment_provider_references_payment', 'payment_provider_references', ['payment_id']),
  createIndex('refund_provider_references_refund', 'refund_provider_references', ['refund_id']),
  createIndex('saved_methods_payment', 'saved_methods', ['payment_id']),
  ...['payment_provider_references', 'payment_history', 'refunds'].map((table) =>
    undeletable(table, wasPurged('OLD.payment_id')),
  ),
  undeletable('refund_provider_references', wasPurged('(SELECT payment_id FROM refunds WHERE id = OLD.refund_id)')),
  undeletable('payments', wasPurged('OLD.id')),
  undeletable('payout_history', wasPurged('OLD.payout_id')),
  undeletable('payouts', wasPurged('OLD.id')),
  // It has no history of its own: its personal data are gone, and so are its payments.
  undeletable(
    'checkouts',
    'OLD.forgotten_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payments WHERE checkout_id = OLD.id)',
  ),
  undeletable(
    'ledger_seals',
    `EXISTS (SELECT 1 FROM ledger_heads
      WHERE subject = 'seals' AND entries >= OLD.number AND facts LIKE '{"purged":%')`,
  ),
];
