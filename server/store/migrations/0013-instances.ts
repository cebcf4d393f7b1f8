import { sql, type Kysely, type Migration } from 'kysely';

/** The instances that use the store, the leases they hold, and who runs a job. */
export const instances: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `CREATE TABLE instances (id TEXT NOT NULL PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
      `CREATE TABLE leases (key TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      `CREATE INDEX leases_holder ON leases (holder)`,
      `ALTER TABLE jobs ADD COLUMN claimed_by TEXT`,
    ])
      await sql.raw(statement).execute(db);
  },
};
