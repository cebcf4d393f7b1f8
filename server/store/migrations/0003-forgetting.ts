/** For erasing old personal data without reading every row. */
export const forgetting: readonly string[] = [
  `ALTER TABLE checkouts ADD COLUMN forgotten_at INTEGER`,
  `CREATE INDEX checkouts_remembered ON checkouts (updated_at) WHERE forgotten_at IS NULL`,
  `CREATE INDEX events_created ON events (created_at)`,
  `CREATE INDEX notices_received ON notices (received_at)`,
  `CREATE INDEX saved_methods_removed ON saved_methods (updated_at) WHERE status = 'removed'`,
];
