/** The statements with which a database records its schema, in both databases. Kysely named the table of names. */
export const RECORD = {
  /** The name of a table that exists while rows are moved into the database. It names where they come from. */
  unfinishedMove: 'store_move',
  /** The name of a table that exists once the rows were moved away. It names where they are. */
  moved: 'store_moved',
  create: `CREATE TABLE IF NOT EXISTS kysely_migration
    (name varchar(255) NOT NULL PRIMARY KEY, timestamp varchar(255) NOT NULL)`,
  names: 'SELECT name FROM kysely_migration ORDER BY name',
  compatibleFrom: 'SELECT compatible_from FROM schema_version',
  add: (name: string, at: Date): string => `INSERT INTO kysely_migration VALUES ('${name}', '${at.toISOString()}')`,
  /** Never back to an older version. */
  setVersion: (version: number, compatibleFrom: number): string => `INSERT INTO schema_version
    (id, version, compatible_from) VALUES (1, ${version}, ${compatibleFrom})
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, compatible_from = excluded.compatible_from
    WHERE excluded.version > schema_version.version`,
};
