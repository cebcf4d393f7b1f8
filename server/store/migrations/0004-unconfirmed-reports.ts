/** Reports of notifications are stored apart from confirmed facts; every money movement is stored; inquiries are counted. */
export const unconfirmedReports: readonly string[] = [
  `ALTER TABLE payments ADD COLUMN unconfirmed TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE payments ADD COLUMN quick_starts TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE payments ADD COLUMN inquiries INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE payments ADD COLUMN inquired_at INTEGER`,
  `ALTER TABLE payments ADD COLUMN received TEXT NOT NULL DEFAULT '[]'`,
  // Until now only the money movements that notifications named were stored. They count as received now: otherwise old
  // ones would be given up after the first inquiry.
  `UPDATE payments SET unconfirmed = (
    SELECT json_group_array(json_object(
      'ids', json('{}'), 'transactionId', value, 'outcome', 'paid', 'receivedAt',
      max(payments.updated_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), 'contradicted', 0))
    FROM json_each(payments.heard))
  WHERE heard <> '[]'`,
  `ALTER TABLE payments DROP COLUMN heard`,
  // The amount of the one movement that was stored: the captured amount, which was verified when the payment succeeded.
  `UPDATE payments SET received = json_array(json_object(
    'transactionId', transaction_id, 'amount', coalesce(captured_amount, amount), 'at', updated_at))
  WHERE transaction_id IS NOT NULL AND status = 'succeeded'`,
  // Payments with unconfirmed reports are inquired about now.
  `INSERT INTO jobs (kind, key, lane, due_at, attempt, version, claimed)
  SELECT 'inquire', id, 'provider', 0, 0, 0, 0 FROM payments WHERE unconfirmed <> '[]'
  ON CONFLICT (kind, key) DO NOTHING`,
  `ALTER TABLE refunds ADD COLUMN unconfirmed_ids TEXT NOT NULL DEFAULT '{}'`,
];
