import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Connection } from './connection.ts';

/** Kysely over a {@link Connection} that somebody else opens, closes and begins transactions on. */
export function kyselyDialect(connection: Connection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => driverOf(connection),
  };
}

function driverOf(connection: Connection): Driver {
  const only: DatabaseConnection = {
    // Kysely trusts the caller about what rows look like; what leaves the store is parsed before.
    executeQuery: <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> =>
      Promise.resolve({ rows: connection.query(sql, parameters).rows as R[] }),
    streamQuery: () => {
      throw new Error('rows are not streamed');
    },
  };
  const notOurs = (): Promise<void> => Promise.reject(new Error('transactions are begun on the connection'));
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(only),
    releaseConnection: nothing,
    beginTransaction: notOurs,
    commitTransaction: notOurs,
    rollbackTransaction: notOurs,
    destroy: nothing,
  };
}
