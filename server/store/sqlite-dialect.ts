import { DummyDriver, Kysely, sql as fragment, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** More than any unit of work writes: a disk that is nearly full may have room for less. */
const FILLER_BYTES = 65_536;

export const sqliteDialect: SqlDialect = {
  name: 'sqlite',
  build: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  hasOneWriter: true,
  least: (one, other) => fragment`min(${one}, ${other})`,
  greatest: (one, other) => fragment`max(${one}, ${other})`,
  jsonNumber: (column, member) => fragment`json_extract(${fragment.ref(column)}, ${`$.${member}`})`,
  // The one writer has locked everything.
  lockRows: (query) => query,
  lockFreeRows: (query) => query,
  now: (given) => fragment`${given}`,
  filler: () => fragment`randomblob(${FILLER_BYTES})`,
};
