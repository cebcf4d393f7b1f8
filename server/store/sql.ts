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
  /** A change of which nobody needs to know how many rows. See {@link UnitRunner.send}. */
  send(query: Compilable, ifNone?: () => Error): Promise<void>;
  /** Rows that are needed later, or perhaps not. See {@link UnitRunner.later}. */
  allLater<R>(query: Compilable<R>): Promise<() => Promise<readonly R[]>>;
  /** A change of which it is needed later how many rows. See {@link UnitRunner.later}. */
  changeLater(query: Compilable): Promise<() => Promise<number>>;
  /** A row with all its columns. Building an insert costs more than running it, so that is done once for each table. */
  insert<T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): Promise<void>;
  /** Writes these columns of the row with this id; where there is none, the unit of work fails. */
  update(table: keyof Tables, id: string, columns: readonly string[], row: Row): Promise<void>;
}

/** What runs compiled statements: a connection, or one unit of work on it. A promise costs as much as a short statement. */
export interface StatementRunner {
  query(text: string, parameters: readonly unknown[]): Result | Promise<Result>;
  /** The first row of a query that only reads. */
  first(text: string, parameters: readonly unknown[]): Row | undefined | Promise<Row | undefined>;
}

/**
 * The statements of a unit of work. What the database answers to these is not waited for where it is far away: they are
 * sent with the next statement of the unit that is waited for, at the latest with its commit, and their errors fail the
 * unit then.
 */
export interface UnitRunner extends StatementRunner {
  /** @param ifNone the error where the statement, which has no RETURNING, changes nothing; absent: it may */
  send(text: string, parameters: readonly unknown[], ifNone?: () => Error): void | Promise<void>;
  /** The result is got by calling what is returned: in the unit, or after it has committed. */
  later(text: string, parameters: readonly unknown[]): Promise<() => Promise<Result>>;
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

/** The same for statements that are answered at once, or that belong to no unit of work. */
const atOnce = (runner: StatementRunner): UnitRunner => ({
  query: (text, parameters) => runner.query(text, parameters),
  first: (text, parameters) => runner.first(text, parameters),
  send(text, parameters, ifNone) {
    const assertChanged = ({ changes }: Result): void => {
      if (ifNone !== undefined && changes === 0) throw ifNone();
    };
    const result = runner.query(text, parameters);
    return result instanceof Promise ? result.then(assertChanged) : assertChanged(result);
  },
  async later(text, parameters) {
    const result = await runner.query(text, parameters);
    return async () => result;
  },
});

export function createSql(dialect: SqlDialect, given: StatementRunner | UnitRunner): Sql {
  const runner = 'send' in given ? given : atOnce(given);
  const query = (statement: Compilable<unknown>): Result | Promise<Result> => {
    const { sql, parameters } = statement.compile();
    return runner.query(sql, parameters);
  };
  const later = (statement: Compilable<unknown>): Promise<() => Promise<Result>> => {
    const { sql, parameters } = statement.compile();
    return runner.later(sql, parameters);
  };
  return {
    dialect,
    build: dialect.build,
    // The type of a row is what Kysely expects; every row is parsed before it leaves the store.
    all: async <R>(statement: Compilable<R>) => {
      const result = query(statement);
      return (result instanceof Promise ? await result : result).rows as readonly R[];
    },
    first: async <R>(statement: Compilable<R>) => {
      const { sql, parameters } = statement.compile();
      const row = runner.first(sql, parameters);
      return (row instanceof Promise ? await row : row) as R | undefined;
    },
    change: async (statement) => {
      const result = query(statement);
      return (result instanceof Promise ? await result : result).changes;
    },
    send: async (statement, ifNone) => {
      const { sql, parameters } = statement.compile();
      const sent = runner.send(sql, parameters, ifNone);
      if (sent !== undefined) await sent;
    },
    allLater: async <R>(statement: Compilable<R>) => {
      const result = await later(statement);
      return async () => (await result()).rows as readonly R[];
    },
    changeLater: async (statement) => {
      const result = await later(statement);
      return async () => (await result()).changes;
    },
    insert: async (table, row) => {
      const { columns, text } = insertStatement(dialect, table, row);
      const values: Row = row;
      if (Object.keys(row).length !== columns.length)
        throw new TypeError(`an insert into ${table} must have all its columns`);
      const sent = runner.send(
        text,
        columns.map((column) => values[column]),
      );
      if (sent !== undefined) await sent;
    },
    update: async (table, id, columns, row) => {
      const values = columns.map((column) => row[column]);
      values.push(id);
      const sent = runner.send(
        updateStatement(dialect, table, columns),
        values,
        () => new Error(`there is no ${table} row ${id} to change`),
      );
      if (sent !== undefined) await sent;
    },
  };
}
