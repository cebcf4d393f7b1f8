import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [`ALTER TABLE refunds ADD COLUMN origin TEXT NOT NULL DEFAULT 'api'`];

/** Who gave the money back: the shop through the API, or somebody at the provider's side. */
export const refundOrigin: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
