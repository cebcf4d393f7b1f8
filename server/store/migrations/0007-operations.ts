const changed = (columns: readonly string[]): string =>
  columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ');

/** Queues of jobs by provider, indexes of filtered lists, and the recorded time. */
export const operations: readonly string[] = [
  // A lane for each provider, and in it a queue for jobs that a notification caused.
  `ALTER TABLE jobs ADD COLUMN notified INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE jobs ADD COLUMN again_notified INTEGER NOT NULL DEFAULT 0`,
  `UPDATE jobs SET lane = CASE
    WHEN kind = 'deliver' THEN 'storefront'
    WHEN kind = 'expire_checkout' THEN 'checkouts'
    ELSE 'provider:' || coalesce(
      (SELECT provider FROM payments WHERE id = jobs.key),
      (SELECT provider FROM payouts WHERE id = jobs.key),
      (SELECT provider FROM saved_methods WHERE id = jobs.key),
      (SELECT payments.provider FROM refunds JOIN payments ON payments.id = refunds.payment_id WHERE refunds.id = jobs.key),
      '')
    END`,
  `DROP INDEX jobs_due`,
  `CREATE INDEX jobs_queue ON jobs (lane, notified, due_at)`,
  `CREATE INDEX jobs_due ON jobs (due_at)`,

  // Lists with two filters would otherwise read every row of a status.
  `CREATE INDEX checkouts_reference_status ON checkouts (reference, status, id)`,
  `CREATE INDEX payments_checkout_status ON payments (checkout_id, status, id)`,
  `CREATE INDEX payouts_reference_status ON payouts (reference, status, id)`,

  // The storefront's last response, and how an event stands that it rejects or that waits for the end of an outage.
  `ALTER TABLE events ADD COLUMN last_answer TEXT`,
  `ALTER TABLE events ADD COLUMN refused_since INTEGER`,
  `ALTER TABLE events ADD COLUMN requested INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE events ADD COLUMN probe_at INTEGER`,
  `CREATE INDEX events_waiting ON events (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,

  // Decrypted at each start, to check that the encryption keys are those of this database.
  `CREATE TABLE key_canary (id INTEGER PRIMARY KEY CHECK (id = 1), sealed TEXT NOT NULL) STRICT`,

  // What an order was for, reasons of refunds and recipients of payouts are erased with the customer.
  `UPDATE checkouts SET description = NULL, items = NULL, metadata = NULL WHERE forgotten_at IS NOT NULL`,
  `UPDATE refunds SET reason = NULL WHERE payment_id IN
    (SELECT payments.id FROM payments JOIN checkouts ON checkouts.id = payments.checkout_id
      WHERE checkouts.forgotten_at IS NOT NULL)`,
  `ALTER TABLE payouts ADD COLUMN forgotten_at INTEGER`,
  `CREATE INDEX payouts_remembered ON payouts (updated_at) WHERE forgotten_at IS NULL`,
  `DROP TRIGGER payouts_immutable`,
  `CREATE TRIGGER payouts_immutable BEFORE UPDATE ON payouts
    WHEN ${changed(['id', 'provider', 'reference', 'order_reference', 'amount', 'currency', 'bank_code', 'fee_bearer', 'made_by'])}
      OR (NOT (OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL)
        AND (${changed(['account_number', 'account_name', 'description'])}))
    BEGIN SELECT RAISE(ABORT, 'what a payout was asked with never changes'); END`,

  // Methods that no provider confirmed are erased like removed ones.
  `DROP INDEX saved_methods_removed`,
  `CREATE INDEX saved_methods_forgettable ON saved_methods (updated_at) WHERE status IN ('removed', 'pending')`,

  // The latest time that a process has recorded: after a restart it shows that the clock was set back.
  `CREATE TABLE seen_time (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT`,
];
