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

/** Kysely on a {@link Connection} whose owner opens it, closes it and begins its transactions. */
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
    // Kysely takes the type of a row from the caller; every row is parsed before it leaves the store.
    executeQuery: <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> =>
      Promise.resolve({ rows: connection.query(sql, parameters).rows as R[] }),
    streamQuery: () => {
      throw new Error('streaming rows is not supported');
    },
  };
  const unsupported = (): Promise<void> =>
    Promise.reject(new Error('transactions are managed on the connection, not by Kysely'));
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(only),
    releaseConnection: nothing,
    beginTransaction: unsupported,
    commitTransaction: unsupported,
    rollbackTransaction: unsupported,
    destroy: nothing,
  };
}
