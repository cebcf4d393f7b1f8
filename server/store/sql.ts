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

/** Only builds statements. A {@link Sql} runs them on its connection. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Runs the statements that Kysely builds. One that belongs to a unit of work cannot be used once that has ended. */
export interface Sql {
  readonly build: Kysely<Tables>;
  all<R>(query: Compilable<R>): Promise<readonly R[]>;
  first<R>(query: Compilable<R>): Promise<R | undefined>;
  /** How many rows were changed. */
  change(query: Compilable): Promise<number>;
  /** A row with all its columns. Building an insert costs more than running it, so that is done once for each table. */
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

/** How a statement is run: once, or repeatedly while another program holds the database. */
type Run = <T>(work: () => T) => Promise<T>;

const once: Run = async (work) => work();

/** `assertOpen` throws when the connection may no longer be used. */
export function sqlOn(connection: Connection, assertOpen: () => void = () => undefined, run: Run = once): Sql {
  const query = (statement: Compilable<unknown>): Promise<Result> => {
    const { sql, parameters } = statement.compile();
    return run(() => {
      assertOpen();
      return connection.query(sql, parameters);
    });
  };
  return {
    build: builder,
    // The type of a row is what Kysely expects; every row is parsed before it leaves the store.
    all: async <R>(statement: Compilable<R>) => (await query(statement)).rows as readonly R[],
    first: async <R>(statement: Compilable<R>) => {
      const { sql, parameters } = statement.compile();
      const row = await run(() => {
        assertOpen();
        return connection.first(sql, parameters);
      });
      return row as R | undefined;
    },
    change: async (statement) => (await query(statement)).changes,
    insert: async (table, row) => {
      assertOpen();
      const { columns, text } = insertStatement(table, row);
      const values = new Map(Object.entries(row));
      if (values.size !== columns.length) throw new TypeError(`an insert into ${table} must have all its columns`);
      connection.query(
        text,
        columns.map((column) => values.get(column)),
      );
    },
  };
}
