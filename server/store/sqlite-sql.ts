import type { Connection } from './connection.ts';
import { createSql, type Sql } from './sql.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** How a statement is run: once, or repeatedly while another program holds the database. */
type Run = <T>(work: () => T) => T | Promise<T>;

const once: Run = (work) => work();

/** Statements on a SQLite connection. `assertOpen` throws when the connection may no longer be used. */
export function sqliteSql(connection: Connection, assertOpen: () => void = () => undefined, run: Run = once): Sql {
  return createSql(sqliteDialect, {
    query: (text, parameters) =>
      run(() => {
        assertOpen();
        return connection.query(text, parameters);
      }),
    first: (text, parameters) =>
      run(() => {
        assertOpen();
        return connection.first(text, parameters);
      }),
  });
}
