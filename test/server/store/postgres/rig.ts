import type { TestContext } from 'node:test';
import { CompiledQuery, type Compilable } from 'kysely';
import { Client } from 'pg';
import { createPostgresPool } from '../../../../server/store/postgres/postgres-pool.ts';
import { runUnit } from '../../../../server/store/postgres/run-unit.ts';
import type { Sql } from '../../../../server/store/sql.ts';
import { emptyDatabase } from '../../../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';

export interface Rig {
  /** Of the database itself, past the proxy. */
  readonly url: string;
  readonly proxy: TcpProxy;
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Runs a statement on a connection of its own. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /** The keys that are committed, in order. */
  kept(): Promise<readonly unknown[]>;
}

/** A statement that is not built by Kysely. */
export const raw = (text: string, ...parameters: unknown[]): Compilable<Record<string, unknown>> => ({
  compile: () => CompiledQuery.raw(text, parameters),
});

export const keep =
  (key: string) =>
  async (sql: Sql): Promise<string> => {
    await sql.change(raw('INSERT INTO kept VALUES ($1, 0)', key));
    return key;
  };

/** Units of work on a table of keys, through a proxy that can break the connections. `limits`: `lock_timeout=100`. */
export async function postgresRig(
  t: TestContext,
  { limits = '', size, url: given }: { limits?: string; size?: number; url?: string } = {},
): Promise<Rig> {
  const url = given ?? (await emptyDatabase());
  const query = (text: string): Promise<readonly Record<string, unknown>[]> => queryOnce(url, text);
  await query('CREATE TABLE kept (key text PRIMARY KEY, n bigint NOT NULL)');
  const proxy = await startTcpProxy(Number(new URL(url).port));
  const proxied = new URL(url);
  proxied.port = String(proxy.port);
  proxied.search = limits;
  const pool = createPostgresPool({ url: proxied.href, size });
  t.after(async () => {
    await pool.close();
    await proxy.close();
  });
  return {
    url,
    proxy,
    query,
    run: (work) => runUnit(pool, work),
    kept: async () => (await query('SELECT key FROM kept ORDER BY key')).map((row) => row['key']),
  };
}

export async function queryOnce(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
