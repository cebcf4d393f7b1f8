import { sql, type Kysely, type Migration } from 'kysely';

/** What readiness writes to learn whether anything can be written. */
export const readiness: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE seen_time ADD COLUMN filler BLOB`).execute(db);
  },
};
