import Database from 'libsql';
import { bindable } from './bindable.ts';
import { blankRecord } from './blank-record.ts';
import { fileFault, storageError } from './storage-errors.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Result {
  readonly rows: readonly Row[];
  /** How many rows were changed; 0 for a statement that returns rows. */
  readonly changes: number;
}

/** One connection to one database file. Every call is synchronous; errors are those of `storage-errors.ts`. */
export interface Connection {
  /** One or several statements without parameters; their rows are discarded. */
  exec(sql: string): void;
  query(sql: string, parameters?: readonly unknown[]): Result;
  /** The first row of a query that only reads. Costs half of {@link query}. */
  first(sql: string, parameters?: readonly unknown[]): Row | undefined;
  readonly inTransaction: boolean;
  close(): void;
}

interface Prepared {
  readonly statement: Database.Statement;
  /** Empty when the statement returns no rows. */
  readonly columns: readonly string[];
  readonly blankRow: () => Record<string, unknown>;
}

/** There are few distinct statements; this bounds what statements with long lists of parameters may add. */
const MAX_PREPARED = 500;

export function openConnection(path: string): Connection {
  const database = opened(path);
  const prepared = new Map<string, Prepared>();

  function translated<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw storageError(error, path);
    }
  }

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const columns = statement.reader
      ? statement
          .raw(true)
          .columns()
          .map((column) => column.name)
      : [];
    if (prepared.size >= MAX_PREPARED) prepared.clear();
    const made = { statement, columns, blankRow: blankRecord(columns) };
    prepared.set(sql, made);
    return made;
  }

  return {
    exec: (sql) => translated(() => void database.exec(sql)),
    query: (sql, parameters = []) =>
      translated(() => {
        const known = prepare(sql);
        const values = parameters.map(bindable);
        if (known.columns.length === 0) return { rows: [], changes: known.statement.run(values).changes };
        return { rows: known.statement.all(values).map((row) => named(known, row)), changes: 0 };
      }),
    first: (sql, parameters = []) =>
      translated(() => {
        const known = prepare(sql);
        const row = known.statement.get(parameters.map(bindable));
        return row === undefined ? undefined : named(known, row);
      }),
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
}

function opened(path: string): Database.Database {
  try {
    return new Database(path);
  } catch (cause) {
    throw fileFault(path, cause);
  }
}

/** The driver returns rows as arrays: that is much faster than objects. */
function named({ columns, blankRow }: Prepared, values: unknown): Row {
  if (!Array.isArray(values)) throw new TypeError('the driver returned a row that is not an array');
  const row = blankRow();
  let at = 0;
  for (const column of columns) {
    row[column] = values[at];
    at += 1;
  }
  return row;
}
