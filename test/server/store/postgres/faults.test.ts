import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../../server/payments/ports/ports.ts';
import { postgresFault } from '../../../../server/store/postgres/postgres-faults.ts';
import { createPostgresPool } from '../../../../server/store/postgres/postgres-pool.ts';
import { runUnit } from '../../../../server/store/postgres/run-unit.ts';
import type { Sql } from '../../../../server/store/sql.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { keep, postgresRig, queryOnce, raw, type Rig } from './rig.ts';

/** Unavailable, with a text that an operator understands, in which the credentials are not. */
const unavailable = (text: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StorageUnavailable, String(error));
  assert.match(error.message, /^DATABASE_URL: /);
  assert.match(error.message, text);
  return true;
};

/** Holds its connection, and the row, until `release` is called. */
function holder({ run }: Rig, work: (sql: Sql) => Promise<unknown> = async () => undefined) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHolding: () => void = () => undefined;
  const holding = new Promise<void>((resolve) => {
    isHolding = resolve;
  });
  const ended = run(async (sql) => {
    await work(sql);
    isHolding();
    await released;
  });
  return { holding, ended, release };
}

test('a pool whose connections are all in use: a bounded wait, then unavailable; and it recovers', async (t) => {
  const rig = await postgresRig(t, { size: 2 });
  const holders = [holder(rig), holder(rig)];
  await Promise.all(holders.map(({ holding }) => holding));
  const waiting = rig.run(keep('waits'));
  await assert.rejects(waiting, unavailable(/all 2 connections .* are in use.* KASIR_DATABASE_POOL/));
  const inTime = rig.run(keep('in time'));
  for (const { release } of holders) release();
  await inTime;
  assert.deepEqual(await rig.kept(), ['in time']);
});

test('a row that stays locked: unavailable after lock_timeout, and the connection is of use again', async (t) => {
  const rig = await postgresRig(t, { size: 2, limits: 'lock_timeout=100' });
  await rig.run(keep('row'));
  const { holding, ended, release } = holder(rig, (sql) => sql.change(raw('UPDATE kept SET n = 1')));
  await holding;
  const blocked = rig.run((sql) => sql.change(raw('UPDATE kept SET n = 2')));
  await assert.rejects(blocked, unavailable(/a row stayed locked/));
  release();
  await ended;
  assert.equal(await rig.run((sql) => sql.change(raw('UPDATE kept SET n = 2'))), 1);
});

test('a statement that takes too long is ended by the server', async (t) => {
  const { run } = await postgresRig(t, { limits: 'statement_timeout=100' });
  await assert.rejects(
    run((sql) => sql.all(raw('SELECT pg_sleep(60)'))),
    unavailable(/ran for longer than statement_timeout/),
  );
  assert.equal(await run(keep('next')), 'next');
});

test('a server that says nothing more: unavailable in bounded time, and nothing hangs', async (t) => {
  const { run, proxy } = await postgresRig(t, { limits: 'query_timeout=150&connectionTimeoutMillis=200' });
  await run(keep('before'));
  proxy.stall();
  await assert.rejects(run(keep('silent')), unavailable(/cannot be reached/));
  await assert.rejects(run(keep('silent')), unavailable(/cannot be reached/));
  proxy.resume();
  proxy.cut();
  assert.equal(await run(keep('after')), 'after');
});

test('a server whose machine has vanished: after one time limit the idle connections to it are not used any more', async (t) => {
  const rig = await postgresRig(t, { size: 6, limits: 'query_timeout=300' });
  const holders = Array.from({ length: 6 }, () => holder(rig));
  await Promise.all(holders.map(({ holding }) => holding));
  for (const { release } of holders) release();
  await Promise.all(holders.map(({ ended }) => ended));
  rig.proxy.abandon();
  assert.equal(await rig.run(keep('at the new one')), 'at the new one');
  assert.deepEqual(await rig.kept(), ['at the new one']);
});

test('an idle connection that the server has ended: the next unit does not notice', async (t) => {
  const { run, query, kept } = await postgresRig(t, { size: 1 });
  await run(keep('one'));
  await query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
  );
  await run(keep('two'));
  assert.deepEqual(await kept(), ['one', 'two']);
});

test('a read-only server: unavailable, and available again without new settings here', async (t) => {
  const { run, query, url } = await postgresRig(t);
  await run(keep('before'));
  const name = new URL(url).pathname.slice(1);
  await query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  // The connections of before can still write: as after a change of roles, they have to go.
  await query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
  );
  await assert.rejects(run(keep('refused')), unavailable(/the server is read-only/));
  await query(`BEGIN READ WRITE; ALTER DATABASE ${name} RESET default_transaction_read_only; COMMIT`);
  assert.equal(await run(keep('after')), 'after');
});

test('a missing table, a full disk and a lack of memory are faults of the database, not of the request', async (t) => {
  const { run } = await postgresRig(t);
  const raise = (code: string) =>
    run((sql) => sql.change(raw(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`)));
  await assert.rejects(
    run((sql) => sql.all(raw('SELECT * FROM gone'))),
    unavailable(/a table is missing/),
  );
  await assert.rejects(raise('53100'), unavailable(/the disk of the server is full/));
  await assert.rejects(raise('53200'), unavailable(/out of memory/));
  await assert.rejects(raise('XX001'), unavailable(/damaged data/));
  assert.equal(await run(keep('next')), 'next');
});

test('an error in a statement is no fault of the database, and quotes no value', async (t) => {
  const { run } = await postgresRig(t);
  const error: unknown = await run((sql) => sql.all(raw('SELECT $1::bigint', '0812-personal'))).catch(
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof Error && !(error instanceof StorageUnavailable));
  assert.match(error.message, /^PostgreSQL rejected a statement/);
  assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /personal/);
});

test('a NUL, which PostgreSQL cannot store, is replaced in what is written and in what is looked for', async (t) => {
  const { run, kept } = await postgresRig(t);
  await run(keep('a\0b'));
  assert.deepEqual(await kept(), ['a\uFFFDb']);
  assert.equal((await run((sql) => sql.all(raw('SELECT 1 FROM kept WHERE key = $1', 'a\0b')))).length, 1);
});

test('nobody listens there: unavailable at once, without the credentials', async (t) => {
  const pool = createPostgresPool({ url: 'postgres://user:hunter2@127.0.0.1:9/kasir' });
  t.after(() => pool.close());
  const error: unknown = await runUnit(pool, keep('x')).catch((caught: unknown) => caught);
  assert.ok(unavailable(/kasir at 127\.0\.0\.1:9 cannot be reached \(.*ECONNREFUSED/)(error));
  assert.doesNotMatch(`${String(error)}${JSON.stringify(error)}`, /hunter2|user/);
});

test('none of several addresses answers: the reason is named, although the error has no text', () => {
  const error = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
  const text = 'DATABASE_URL: kasir at db:5432 cannot be reached (ECONNREFUSED)';
  assert.equal(postgresFault(error, 'kasir at db:5432').message, text);
});

test('too many connections for the server: unavailable, and available again when some are closed', async (t) => {
  const server = await startPostgres({ settings: { max_connections: '6', superuser_reserved_connections: '0' } });
  const url = await server.createDatabase();
  const rig = await postgresRig(t, { url, size: 20 });
  const holders = Array.from({ length: 20 }, () => holder(rig));
  const outcomes = await Promise.all(
    holders.map(({ holding, ended }) => Promise.race([holding, ended.catch((error: unknown) => error)])),
  );
  const refused = outcomes.filter((outcome) => outcome !== undefined);
  assert.ok(refused.length >= 14, `${refused.length} were refused`);
  for (const error of refused) assert.ok(unavailable(/too many connections: raise max_connections/)(error));
  for (const { release } of holders) release();
  await Promise.allSettled(holders.map(({ ended }) => ended));
  assert.equal(await rig.run(keep('after')), 'after');
});

test('a crash of the server under load: what was acknowledged is there, and the pool recovers', async (t) => {
  const server = await startPostgres({ durable: true });
  const rig = await postgresRig(t, { url: await server.createDatabase(), size: 4 });
  const acknowledged: string[] = [];
  const faults: unknown[] = [];
  let isOver = false;
  const writer = async (name: string): Promise<void> => {
    for (let n = 0; !isOver; n += 1)
      await rig.run(keep(`${name}${n}`)).then(
        (key) => acknowledged.push(key),
        async (error: unknown) => {
          faults.push(error);
          await new Promise((resolve) => {
            setTimeout(resolve, 20);
          });
        },
      );
  };
  const writers = ['a', 'b', 'c', 'd', 'e', 'f'].map(writer);
  while (acknowledged.length < 50) await queryOnce(rig.url, 'SELECT pg_sleep(0.01)');
  await server.stop('immediate');
  const before = acknowledged.length;
  while (faults.length < 6) await rig.run(keep('down')).catch(() => undefined);
  await server.start();
  while (acknowledged.length < before + 50) await queryOnce(rig.url, 'SELECT pg_sleep(0.01)');
  isOver = true;
  await Promise.all(writers);
  for (const error of faults)
    assert.ok(unavailable(/cannot be reached|shutting down|crashed|starting up|whose outcome is unknown/)(error));
  const kept = new Set(await rig.kept());
  assert.deepEqual(
    acknowledged.filter((key) => !kept.has(key)),
    [],
  );
});
