import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql as fragment,
} from 'kysely';
import type { SqlDialect } from '../sql-dialect.ts';
import type { Tables } from '../tables.ts';

/** One more than a page of PostgreSQL holds, in digests of 16 bytes each. */
const FILLER_DIGESTS = 512;

export const postgresDialect: SqlDialect = {
  name: 'postgres',
  build: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
  hasOneWriter: false,
  least: (one, other) => fragment`least(${one}, ${other})`,
  greatest: (one, other) => fragment`greatest(${one}, ${other})`,
  // Not jsonb: that rejects a text with an escaped NUL.
  jsonNumber: (column, member) => fragment`(${fragment.ref(column)}::json ->> ${member}::text)::bigint`,
  // Keys never change, so rows that refer to these may be inserted meanwhile.
  lockRows: (query) => query.forNoKeyUpdate(),
  lockFreeRows: (query) => query.forUpdate().skipLocked(),
  now: () => fragment`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`,
  filler: () => fragment`(SELECT decode(string_agg(md5(random()::text || n), ''), 'hex')
    FROM generate_series(1, ${FILLER_DIGESTS}) AS n)`,
};
