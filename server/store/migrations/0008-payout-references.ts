import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  // Deferred: a reference is taken before its payout is written, so that the second of two writes nothing.
  `CREATE TABLE payout_references (
    reference TEXT NOT NULL PRIMARY KEY,
    payout_id TEXT NOT NULL UNIQUE REFERENCES payouts (id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT`,
  // Several could share one before: the newest has it.
  `INSERT INTO payout_references
    SELECT reference, max(id) FROM payouts WHERE status <> 'failed' GROUP BY reference`,
  // The few whose outcome is open, for the start of a process that may have nobody to ask about them.
  `CREATE INDEX refunds_open ON refunds (id) WHERE status IN ('processing', 'unknown')`,
];

/** One payout for each reference that is not failed; open refunds are found without reading all. */
export const payoutReferences: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
