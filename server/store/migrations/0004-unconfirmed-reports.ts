import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE payments ADD COLUMN unconfirmed TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE payments ADD COLUMN quick_starts TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE payments ADD COLUMN inquiries INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE payments ADD COLUMN inquired_at INTEGER`,
  `ALTER TABLE payments ADD COLUMN received TEXT NOT NULL DEFAULT '[]'`,
  // What notifications spoke of until now was a list of money movements. Their time begins now: it may be long ago that
  // they were heard, and the first question about them shall not be the last.
  `UPDATE payments SET unconfirmed = (
    SELECT json_group_array(json_object(
      'ids', json('{}'), 'transactionId', value, 'outcome', 'paid', 'receivedAt',
      max(payments.updated_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), 'contradicted', 0))
    FROM json_each(payments.heard))
  WHERE heard <> '[]'`,
  `ALTER TABLE payments DROP COLUMN heard`,
  // How much came with the one movement that was kept: what was taken, which for a succeeded payment was checked.
  `UPDATE payments SET received = json_array(json_object(
    'transactionId', transaction_id, 'amount', coalesce(captured_amount, amount), 'at', updated_at))
  WHERE transaction_id IS NOT NULL AND status = 'succeeded'`,
  // What nobody may have been asked about since it was heard of is asked about now.
  `INSERT INTO jobs (kind, key, lane, due_at, attempt, version, claimed)
  SELECT 'inquire', id, 'provider', 0, 0, 0, 0 FROM payments WHERE unconfirmed <> '[]'
  ON CONFLICT (kind, key) DO NOTHING`,
  `ALTER TABLE refunds ADD COLUMN unconfirmed_ids TEXT NOT NULL DEFAULT '{}'`,
];

/** What notifications teach lies apart from what is known; every money movement is kept; questions are counted. */
export const unconfirmedReports: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
