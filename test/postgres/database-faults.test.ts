import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { Client } from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { openCluster } from './cluster.ts';
import { figures } from './figures.ts';
import { violationsOnceSettled } from './settled.ts';
import { startShoppers } from './shoppers.ts';
import { until } from './until.ts';

const POOL = 3;
/** It takes a fraction of a second; machines that run tests are busy. */
const RECOVERS_WITHIN_MS = 15_000;

test('a database that fails costs no payment and no restart', { timeout: 900_000 }, async (t) => {
  const postgres = await startPostgres({ durable: true });
  const direct = await postgres.createDatabase();
  const proxy = await startTcpProxy(postgres.port);
  t.after(() => proxy.close());
  const url = new URL(direct);
  url.port = String(proxy.port);
  const cluster = await openCluster({
    databaseUrl: url.href,
    environment: { KASIR_DATABASE_POOL: String(POOL) },
  });
  t.after(() => cluster.close());
  const { servers, call } = cluster;
  const measured = figures();

  const readiness = async (server: number): Promise<number> => {
    const { statusCode, body } = await request(`${servers[server]?.url}/readyz`);
    await body.dump();
    return statusCode;
  };
  const allReady = async (): Promise<boolean> =>
    (await Promise.all(servers.map((_, server) => readiness(server)))).every((status) => status === 200);
  const recovered = async (): Promise<number> => until(allReady, RECOVERS_WITHIN_MS);

  const underLoad = async (name: string, faults: () => Promise<void>): Promise<void> => {
    const shoppers = startShoppers(cluster, name);
    await sleep(500);
    await faults();
    await sleep(500);
    await shoppers.stop();
    assert.deepEqual(shoppers.failures, []);
    measured.add(`${name}: orders meanwhile`, shoppers.orders);
  };

  await t.test('`stop -m immediate` and a start, under load, twice (R4)', () =>
    underLoad('crash of PostgreSQL', async () => {
      for (let round = 0; round < 2; round += 1) {
        await postgres.stop('immediate');
        await until(async () => (await readiness(0)) === 503);
        const answer = await call(1, '/v1/checkouts', { body: {}, key: `down-${round}` });
        assert.ok(answer.status >= 400, `an answer without a database: ${answer.status}`);
        await postgres.start();
        measured.add('crash of PostgreSQL: ready again after, ms', Math.round(await recovered()));
      }
    }),
  );

  await t.test('connections are reset, and answers of commits lost, under load (R4)', () =>
    underLoad('connection resets', async () => {
      for (let round = 0; round < 8; round += 1) {
        if (round % 2 === 0) proxy.cut();
        else proxy.cutAt('COMMIT', round % 4 === 1 ? 'after' : 'before');
        await sleep(250);
      }
      measured.add('connection resets: ready again after, ms', Math.round(await recovered()));
    }),
  );

  await t.test('a network that passes nothing for two seconds', () =>
    underLoad('a stalled network', async () => {
      proxy.stall();
      await sleep(2_000);
      proxy.resume();
      await until(allReady, 10_000);
    }),
  );

  await t.test(
    'a locked row ends in 503 for its checkout only, and succeeds under the same key afterwards',
    async () => {
      const [locked, free] = [await cluster.checkout(), await cluster.checkout()];
      const other = new Client({ connectionString: direct });
      await other.connect();
      await other.query('BEGIN');
      await other.query('SELECT id FROM checkouts WHERE id = $1 FOR UPDATE', [locked.id]);
      const create = (token: string, key: string) =>
        call(0, '/v1/session/payments', { bearer: token, body: { channel: 'qris' }, key });
      const [waiting, unaffected] = await Promise.all([create(locked.token, 'locked'), create(free.token, 'free')]);
      await other.query('ROLLBACK');
      await other.end();
      assert.deepEqual([waiting.status, waiting.body['code']], [503, 'storage_unavailable'], waiting.text);
      assert.equal(unaffected.status, 201, unaffected.text);
      assert.equal((await create(locked.token, 'locked')).status, 201);
    },
  );

  await t.test('an exhausted pool ends in 503, and recovers by itself', async () => {
    const checkouts = await Promise.all(Array.from({ length: 4 * POOL }, () => cluster.checkout()));
    const other = new Client({ connectionString: direct });
    await other.connect();
    await other.query('BEGIN');
    await other.query('LOCK TABLE payments IN ACCESS EXCLUSIVE MODE');
    const create = (index: number) =>
      call(0, '/v1/session/payments', {
        bearer: checkouts[index]?.token ?? '',
        body: { channel: 'qris' },
        key: `pool-${index}`,
      });
    const answers = await Promise.all(checkouts.map((_, index) => create(index)));
    await other.query('ROLLBACK');
    await other.end();
    for (const { status, text } of answers) assert.equal(status, 503, text);
    assert.ok(servers[0]?.output.includes('"level"'));
    measured.add('a locked table exhausts the pool: ready again after, ms', Math.round(await recovered()));
    for (const { status, text } of await Promise.all(checkouts.map((_, index) => create(index))))
      assert.equal(status, 201, text);
  });

  await t.test('nothing was lost, charged twice or left untold', async () => {
    const violations = await violationsOnceSettled(cluster);
    measured.add('violations of I1 to I10', violations.length);
    assert.deepEqual(violations, []);
  });

  t.diagnostic(measured.table('Three servers, one PostgreSQL that fails'));
});
