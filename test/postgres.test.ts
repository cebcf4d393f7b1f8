import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { emptyDatabase, startPostgres } from './support/postgres.ts';

describe('PostgreSQL for tests', () => {
  test('each database is empty and apart from the others', async () => {
    const [one, other] = [await emptyDatabase(), await emptyDatabase()];
    assert.notEqual(one, other);
    await rows(one, 'CREATE TABLE only_here (id int)');
    assert.equal((await rows(one, TABLES)).length, 1);
    assert.equal((await rows(other, TABLES)).length, 0);
  });

  test('compares text by code points and stores UTF-8', async () => {
    const url = await emptyDatabase();
    const [row] = await rows(url, `SELECT 'a' < 'B' AS folded, current_setting('server_encoding') AS encoding`);
    assert.deepEqual(row, { folded: false, encoding: 'UTF8' });
  });

  test('after a crash it starts with what was committed; a copy has it too', async () => {
    const server = await startPostgres({ durable: true, settings: { max_connections: '20' } });
    const url = await server.createDatabase();
    const [settings] = await rows(url, `SELECT current_setting('fsync') f, current_setting('max_connections') m`);
    assert.deepEqual(settings, { f: 'on', m: '20' });
    await rows(url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await server.stop('immediate');
    await assert.rejects(rows(url, 'SELECT 1'));
    await server.start();
    assert.deepEqual(await rows(url, 'SELECT n FROM kept'), [{ n: 7 }]);
    assert.deepEqual(await rows(await server.createDatabase(url), 'SELECT n FROM kept'), [{ n: 7 }]);
    assert.match(server.log(), /was not properly shut down; automatic recovery in progress/);
  });

  test('it ends with the process that started it, also when that is killed', { timeout: 60_000 }, async () => {
    const script = `import { startPostgres } from './support/postgres.ts';
      const { port } = await startPostgres();
      process.stdout.write(String(port));
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    const [chunk] = (await child.stdout.take(1).toArray()) as Buffer[];
    const port = Number(chunk);
    assert.equal(await accepts(port), true);
    child.kill('SIGKILL');
    while (await accepts(port)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

const TABLES = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;

async function rows(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
