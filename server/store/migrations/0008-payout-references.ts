/** At most one payout that is not failed for each reference; open refunds are found without reading all. */
export const payoutReferences: readonly string[] = [
  // Deferred: the reference is taken before the payout is inserted, so that the second of two payouts is not inserted.
  `CREATE TABLE payout_references (
    reference TEXT NOT NULL PRIMARY KEY,
    payout_id TEXT NOT NULL UNIQUE REFERENCES payouts (id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT`,
  // Several could share a reference before: the newest gets it.
  `INSERT INTO payout_references
    SELECT reference, max(id) FROM payouts WHERE status <> 'failed' GROUP BY reference`,
  // The few refunds that are not final: at a start, those of providers without configuration are reported.
  `CREATE INDEX refunds_open ON refunds (id) WHERE status IN ('processing', 'unknown')`,
];
