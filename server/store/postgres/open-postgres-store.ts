import { Client } from 'pg';
import type { Log, Store } from '../../payments/ports/ports.ts';
import { checkKeyCanary } from '../key-canary.ts';
import { assertNotMoved } from '../move/moved-mark.ts';
import type { StatementRunner } from '../sql.ts';
import { SqlStore } from '../sql-store.ts';
import type { StoreOptions } from '../store-options.ts';
import { connectPostgres } from './connect-postgres.ts';
import { hasTable } from './has-table.ts';
import { migrateDatabase } from './migrate-database.ts';
import { postgresSchema } from './migrate-postgres.ts';
import { createPostgresEngine } from './postgres-engine.ts';
import { connectionConfig, createPostgresPool } from './postgres-pool.ts';

/**
 * Storage in a PostgreSQL database, migrated to this version's schema. Any number of servers may open it.
 *
 * @throws {StorageUnavailable} when the database cannot be reached
 * @throws {SchemaTooNew} when a newer version has migrated it, with which this one cannot work
 * @throws {StoreMoved}
 * @throws {WrongEncryptionKeys} when its data was encrypted with other keys
 */
export async function openPostgresStore({
  url,
  poolSize,
  clock,
  cipher,
  log,
  observeCommit,
}: StoreOptions): Promise<Store> {
  await prepare(url, log);
  const engine = createPostgresEngine({
    pool: createPostgresPool({ url, size: poolSize }),
    reserve: createPostgresPool({ url, size: 1 }),
    connect: () => new Client(connectionConfig(url)),
    clock,
    log,
    observeCommit,
  });
  try {
    await engine.run((sql) => checkKeyCanary({ sql, cipher }));
    return new SqlStore(engine, cipher, log);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function prepare(url: string, log: Log): Promise<void> {
  await refuseMoved(url, log);
  const migrated = await migrateDatabase(url, log);
  if (migrated.length > 0) log.info({ migrations: migrated }, 'storage migrated');
  const session = await connectPostgres(url, log);
  try {
    const { newer } = await postgresSchema(session);
    if (newer.length > 0) log.warn({ migrations: newer }, 'the storage was migrated by a newer version of this server');
    await checkSettings(session, log);
  } finally {
    await session.release();
  }
}

/** @throws {StoreMoved} */
async function refuseMoved(url: string, log: Log): Promise<void> {
  const session = await connectPostgres(url, log);
  try {
    await assertNotMoved({
      hasTable: (name) => hasTable(session, name),
      query: async (text) => (await session.query(text, [])).rows,
    });
  } finally {
    await session.release();
  }
}

/** Settings of a server that keeps what it has confirmed. */
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** @throws {Error} where the database cannot store every text */
async function checkSettings(session: StatementRunner, log: Log): Promise<void> {
  const setting = async (name: string): Promise<string> =>
    String((await session.first(`SELECT current_setting('${name}') AS value`, []))?.['value']);
  const encoding = await setting('server_encoding');
  if (encoding !== 'UTF8') throw new Error(`DATABASE_URL: the database must have the encoding UTF8, not ${encoding}`);
  for (const name of DURABLE)
    if ((await setting(name)) === 'off')
      log.warn(
        { setting: name },
        'PostgreSQL may lose committed payments when it or its machine crashes: a setting is off',
      );
}
