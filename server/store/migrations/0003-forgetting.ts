import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE checkouts ADD COLUMN forgotten_at INTEGER`,
  `CREATE INDEX checkouts_remembered ON checkouts (updated_at) WHERE forgotten_at IS NULL`,
  `CREATE INDEX events_created ON events (created_at)`,
  `CREATE INDEX notices_received ON notices (received_at)`,
  `CREATE INDEX saved_methods_removed ON saved_methods (updated_at) WHERE status = 'removed'`,
];

/** For erasing old personal data without reading every row. */
export const forgetting: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
