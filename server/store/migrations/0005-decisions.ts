/** Since when an outcome is unknown, and how a person resolved it. */
export const decisions: readonly string[] = [
  `ALTER TABLE payments ADD COLUMN unknown_since INTEGER`,
  `ALTER TABLE payments ADD COLUMN resolution TEXT`,
  `ALTER TABLE payouts ADD COLUMN unknown_since INTEGER`,
  `ALTER TABLE payouts ADD COLUMN resolution TEXT`,
  `ALTER TABLE payouts ADD COLUMN resolved_at INTEGER`,
  // The review that a refund has closed, and raises again should it fail.
  `ALTER TABLE refunds ADD COLUMN resolves TEXT`,
  `UPDATE payments SET unknown_since = updated_at WHERE status = 'unknown'`,
  `UPDATE payouts SET unknown_since = updated_at WHERE status = 'unknown'`,
  // What is unknown already gets its review as well.
  `INSERT INTO jobs (kind, key, lane, due_at, attempt, version, claimed)
  SELECT 'review_payment', id, 'checkouts', unknown_since + 3600000, 0, 0, 0 FROM payments WHERE status = 'unknown'
  UNION ALL
  SELECT 'review_payout', id, 'checkouts', unknown_since + 3600000, 0, 0, 0 FROM payouts WHERE status = 'unknown'
  UNION ALL
  SELECT 'review_refund', id, 'checkouts', updated_at + 3600000, 0, 0, 0 FROM refunds WHERE status = 'unknown'`,
];
