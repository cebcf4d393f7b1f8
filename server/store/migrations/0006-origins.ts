/** Whether a refund came from the API or from the provider's side; and what a notification is about, to bound how many are stored. */
export const origins: readonly string[] = [
  `ALTER TABLE refunds ADD COLUMN origin TEXT NOT NULL DEFAULT 'api'`,
  `ALTER TABLE notices ADD COLUMN subject TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE notices ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX notices_of ON notices (provider, subject, received_at, bytes)`,
];
