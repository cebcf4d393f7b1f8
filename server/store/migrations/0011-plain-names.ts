/** As in the first migration: a trigger that raises when one of the columns is changed. */
const immutable = (table: string, columns: readonly string[]): string => `
  CREATE TRIGGER ${table}_immutable BEFORE UPDATE OF ${columns.join(', ')} ON ${table}
  WHEN ${columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}
  BEGIN SELECT RAISE(ABORT, '${columns.join(', ')} of ${table} never change'); END`;

/** In each entry of a JSON list, the provider's references get the name that the member has in the code. */
const renameReferences = (column: string): string => `
  UPDATE payments SET ${column} = (
    SELECT json_group_array(
      json_set(json_remove(value, '$.ids'), '$.providerReferences', json_extract(value, '$.ids')))
    FROM json_each(payments.${column}))
  WHERE ${column} <> '[]' AND json_valid(${column})`;

/** Tables, columns and members of JSON get the names that the code uses for them. No value changes. */
export const plainNames: readonly string[] = [
  // Indexes and triggers follow a renamed table or column. Those whose own name or message has an old name are replaced.
  `ALTER TABLE notices RENAME TO notifications`,
  `DROP INDEX notices_received`,
  `DROP INDEX notices_of`,
  `CREATE INDEX notifications_received ON notifications (received_at)`,
  `CREATE INDEX notifications_subject ON notifications (provider, subject, received_at, bytes)`,

  `ALTER TABLE answers RENAME TO idempotency_records`,
  `DROP INDEX answers_created`,
  `CREATE INDEX idempotency_records_created ON idempotency_records (created_at)`,

  `ALTER TABLE payment_ids RENAME TO payment_provider_references`,
  `ALTER TABLE refund_ids RENAME TO refund_provider_references`,

  `DROP TRIGGER payments_immutable`,
  `ALTER TABLE payments RENAME COLUMN reference TO merchant_reference`,
  `ALTER TABLE payments RENAME COLUMN ids TO provider_references`,
  immutable('payments', ['id', 'checkout_id', 'provider', 'channel', 'merchant_reference', 'amount', 'currency']),
  renameReferences('unconfirmed'),
  renameReferences('refund_claims'),

  `DROP TRIGGER refunds_immutable`,
  `ALTER TABLE refunds RENAME COLUMN reference TO merchant_reference`,
  `ALTER TABLE refunds RENAME COLUMN ids TO provider_references`,
  `ALTER TABLE refunds RENAME COLUMN unconfirmed_ids TO unconfirmed_references`,
  immutable('refunds', ['id', 'payment_id', 'merchant_reference', 'amount', 'currency']),

  `ALTER TABLE payouts RENAME COLUMN order_reference TO merchant_reference`,
  `ALTER TABLE payouts RENAME COLUMN ids TO provider_references`,

  `ALTER TABLE events RENAME COLUMN attempts TO delivery_attempts`,
  `ALTER TABLE events RENAME COLUMN next_attempt_at TO retry_at`,
  `ALTER TABLE events RENAME COLUMN abandoned TO delivery_exhausted`,

  `ALTER TABLE jobs RENAME COLUMN attempt TO retry_count`,
  `ALTER TABLE jobs RENAME COLUMN again_at TO rerun_at`,
  `ALTER TABLE jobs RENAME COLUMN again_attempt TO rerun_retry_count`,
  `ALTER TABLE jobs RENAME COLUMN again_notified TO rerun_notified`,
];
