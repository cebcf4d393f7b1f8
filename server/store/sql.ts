import { sql as fragment, type Compilable, type Insertable, type Kysely } from 'kysely';
import type { Result, Row } from './connection.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** Runs the statements that Kysely builds. One that belongs to a unit of work cannot be used once that has ended. */
export interface Sql {
  readonly dialect: SqlDialect;
  readonly build: Kysely<Tables>;
  all<R>(query: Compilable<R>): Promise<readonly R[]>;
  first<R>(query: Compilable<R>): Promise<R | undefined>;
  /** How many rows were changed. */
  change(query: Compilable): Promise<number>;
  /** A row with all its columns. Building an insert costs more than running it, so that is done once for each table. */
  insert<T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): Promise<void>;
  /** Writes these columns of the row with this id. Returns how many rows were changed: 1 or 0. */
  update(table: keyof Tables, id: string, columns: readonly string[], row: Row): Promise<number>;
}

/** What runs compiled statements: a connection, or one unit of work on it. */
export interface StatementRunner {
  query(text: string, parameters: readonly unknown[]): Promise<Result>;
  /** The first row of a query that only reads. */
  first(text: string, parameters: readonly unknown[]): Promise<Row | undefined>;
}

interface InsertStatement {
  readonly columns: readonly string[];
  readonly text: string;
}

/** By dialect and table. */
const inserts = new Map<string, InsertStatement>();

function insertStatement<T extends keyof Tables>(
  dialect: SqlDialect,
  table: T,
  row: Insertable<Tables[T]>,
): InsertStatement {
  const name = `${dialect.name} ${table}`;
  const known = inserts.get(name);
  if (known !== undefined) return known;
  const built = { columns: Object.keys(row), text: dialect.build.insertInto(table).values(row).compile().sql };
  inserts.set(name, built);
  return built;
}

/** By dialect, table and columns: an entity has few combinations of members that change together. */
const updates = new Map<string, string>();

function updateStatement(dialect: SqlDialect, table: keyof Tables, columns: readonly string[]): string {
  const name = `${dialect.name} ${table} ${columns.join()}`;
  const known = updates.get(name);
  if (known !== undefined) return known;
  const set = fragment.join(columns.map((column) => fragment`${fragment.ref(column)} = ${null}`));
  const { sql } = fragment`update ${fragment.table(table)} set ${set} where id = ${null}`.compile(dialect.build);
  updates.set(name, sql);
  return sql;
}

export function createSql(dialect: SqlDialect, runner: StatementRunner): Sql {
  const query = (statement: Compilable<unknown>): Promise<Result> => {
    const { sql, parameters } = statement.compile();
    return runner.query(sql, parameters);
  };
  return {
    dialect,
    build: dialect.build,
    // The type of a row is what Kysely expects; every row is parsed before it leaves the store.
    all: async <R>(statement: Compilable<R>) => (await query(statement)).rows as readonly R[],
    first: async <R>(statement: Compilable<R>) => {
      const { sql, parameters } = statement.compile();
      return (await runner.first(sql, parameters)) as R | undefined;
    },
    change: async (statement) => (await query(statement)).changes,
    insert: async (table, row) => {
      const { columns, text } = insertStatement(dialect, table, row);
      const values = new Map(Object.entries(row));
      if (values.size !== columns.length) throw new TypeError(`an insert into ${table} must have all its columns`);
      await runner.query(
        text,
        columns.map((column) => values.get(column)),
      );
    },
    update: async (table, id, columns, row) => {
      const values = columns.map((column) => row[column]);
      return (await runner.query(updateStatement(dialect, table, columns), [...values, id])).changes;
    },
  };
}
