import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
  type Insertable,
} from 'kysely';
import type { Connection, Result } from './connection.ts';
import type { Tables } from './tables.ts';

/** Only builds statements. They are run by a {@link Sql}, each on its own connection. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Runs what Kysely builds. Within a unit of work it ends with the unit. */
export interface Sql {
  readonly build: Kysely<Tables>;
  all<R>(query: Compilable<R>): Promise<readonly R[]>;
  first<R>(query: Compilable<R>): Promise<R | undefined>;
  /** How many rows were changed. */
  change(query: Compilable): Promise<number>;
  /** A whole row. Building an insert costs more than running it, so its statement is built once for each table. */
  insert<T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): Promise<void>;
}

interface InsertStatement {
  readonly columns: readonly string[];
  readonly text: string;
}

const inserts = new Map<string, InsertStatement>();

function insertStatement<T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): InsertStatement {
  const known = inserts.get(table);
  if (known !== undefined) return known;
  const built = { columns: Object.keys(row), text: builder.insertInto(table).values(row).compile().sql };
  inserts.set(table, built);
  return built;
}

/** How a statement is run: at once, or again by a timer while another program holds the database. */
type Attempt = <T>(work: () => T) => Promise<T>;

const atOnce: Attempt = async (work) => work();

/** `assertOpen` throws when the connection is somebody else's by now. */
export function sqlOn(
  connection: Connection,
  assertOpen: () => void = () => undefined,
  attempt: Attempt = atOnce,
): Sql {
  const run = (query: Compilable<unknown>): Promise<Result> => {
    const { sql, parameters } = query.compile();
    return attempt(() => {
      assertOpen();
      return connection.query(sql, parameters);
    });
  };
  return {
    build: builder,
    // What a row looks like is Kysely's word; every row is parsed before it leaves the store.
    all: async <R>(query: Compilable<R>) => (await run(query)).rows as readonly R[],
    first: async <R>(query: Compilable<R>) => {
      const { sql, parameters } = query.compile();
      const row = await attempt(() => {
        assertOpen();
        return connection.first(sql, parameters);
      });
      return row as R | undefined;
    },
    change: async (query) => (await run(query)).changes,
    insert: async (table, row) => {
      assertOpen();
      const { columns, text } = insertStatement(table, row);
      const values = new Map(Object.entries(row));
      if (values.size !== columns.length) throw new TypeError(`a row of ${table} is written whole`);
      connection.query(
        text,
        columns.map((column) => values.get(column)),
      );
    },
  };
}
