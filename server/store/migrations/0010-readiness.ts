import { sql, type Kysely, type Migration } from 'kysely';

/** What the readiness check writes, to see that the disk has room. */
export const readiness: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE seen_time ADD COLUMN filler BLOB`).execute(db);
  },
};
