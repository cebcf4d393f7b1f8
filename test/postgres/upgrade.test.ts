import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { emptyDatabase } from '../support/postgres.ts';
import { INSTANCES, openCluster } from './cluster.ts';
import { figures } from './figures.ts';
import { violationsOnceSettled } from './settled.ts';
import { startShoppers } from './shoppers.ts';

/** The migration of a version that does not exist yet, which this one can work with. */
const NEXT_VERSION = [
  `ALTER TABLE payments ADD COLUMN of_the_future text NOT NULL DEFAULT ''`,
  `CREATE TABLE of_the_future (id text PRIMARY KEY)`,
  `INSERT INTO kysely_migration VALUES ('9999_of_the_future', '2099-01-01T00:00:00.000Z')`,
  `UPDATE schema_version SET version = 9999`,
];

test('servers are replaced one after another, also by those of another version', { timeout: 900_000 }, async (t) => {
  const databaseUrl = await emptyDatabase();
  const cluster = await openCluster({ databaseUrl });
  t.after(() => cluster.close());
  const { servers, client, start } = cluster;
  const measured = figures();
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  t.after(() => database.end());

  const restartAll = async (): Promise<void> => {
    for (let server = 0; server < INSTANCES; server += 1) {
      servers[server]?.kill('SIGTERM');
      await servers[server]?.ended;
      assert.match(servers[server]?.output ?? '', /"msg":"stopped"/);
      await start(server);
    }
  };

  await t.test('a rolling restart by SIGTERM fails no create behind a client that retries', async () => {
    const shoppers = startShoppers(cluster, 'rolling');
    await restartAll();
    await shoppers.stop();
    assert.deepEqual(shoppers.failures, []);
    measured.add('rolling restart of three servers: orders meanwhile', shoppers.orders);
    measured.add('… failed', shoppers.failures.length);
    measured.add('… requests that had to be repeated', client.repeats);
  });

  await t.test('servers go on while the next version has migrated the database, and start on it', async () => {
    for (const statement of NEXT_VERSION) await database.query(statement);
    const shoppers = startShoppers(cluster, 'next-version');
    await sleep(1_000);
    await restartAll();
    await shoppers.stop();
    assert.deepEqual(shoppers.failures, []);
    for (const server of servers) assert.match(server.output, /newer version/);
    measured.add('on the schema of the next version: orders', shoppers.orders);
  });

  await t.test('nothing was lost, charged twice or left untold', async () => {
    assert.deepEqual(await violationsOnceSettled(cluster), []);
  });

  await t.test('a schema that is too new is refused at the start', async () => {
    servers[2]?.kill('SIGTERM');
    await servers[2]?.ended;
    await database.query('UPDATE schema_version SET compatible_from = 9999');
    await assert.rejects(start(2), /migrated by a newer version/);
  });

  t.diagnostic(measured.table('Three servers, one PostgreSQL: upgrades'));
});
