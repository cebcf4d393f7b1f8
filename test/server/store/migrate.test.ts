import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { migrate, migrateConnection, schemaOf } from '../../../server/store/migrate.ts';
import { initialSchema } from '../../../server/store/migrations/0001-initial-schema.ts';
import { SQLITE_MIGRATIONS as migrations } from '../../../server/store/migrations/all.ts';
import { SchemaTooNew } from '../../../server/store/schema/schema-state.ts';
import { fullCheckout } from './samples.ts';
import { filledStore, quiet, tempFolder, tempStore } from './temp-store.ts';

test('an empty file is brought to the present schema, once', async (t) => {
  const url = `file:${join(tempFolder(t), 'deep', 'er', 'kasir.db')}`;
  assert.deepEqual(await migrate(url), Object.keys(migrations));
  assert.deepEqual(await migrate(url), []);
});

test('what is stored stays, and the store opens what was migrated before', async (t) => {
  const folder = tempFolder(t);
  await (await filledStore(t, { folder })).close();
  assert.deepEqual(await migrate(`file:${join(folder, 'kasir.db')}`), []);
  const store = await tempStore(t, { folder });
  assert.deepEqual(await store.findCheckout('co_1'), fullCheckout());
  await store.check(1);
});

test('a database that a much newer version has migrated is rejected, and left as it is', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'kasir.db');
  await migrate(`file:${path}`);
  const file = openConnection(path);
  t.after(() => file.close());
  file.exec(`INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2099')`);
  file.exec('UPDATE schema_version SET version = 9999, compatible_from = 9000');
  const tooNew = (error: unknown): boolean =>
    error instanceof SchemaTooNew && error.message.includes('newer version (9999_from_the_future)');
  await assert.rejects(migrate(`file:${path}`), tooNew);
  await assert.rejects(tempStore(t, { folder }), tooNew);
  assert.equal(file.query('SELECT name FROM kysely_migration').rows.length, Object.keys(migrations).length + 1);
});

test('a database of the next version is used as it is, and keeps its version', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'kasir.db');
  await migrate(`file:${path}`);
  const file = openConnection(path);
  t.after(() => file.close());
  const ours = Number(file.first('SELECT version FROM schema_version')?.['version']);
  assert.ok(ours >= 12);
  file.exec(`INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2099')`);
  file.exec(`UPDATE schema_version SET version = 9999, compatible_from = ${ours}`);
  const warned: unknown[] = [];
  const store = await tempStore(t, { folder, log: { ...quiet, warn: (fields) => void warned.push(fields) } });
  await store.check(1);
  assert.deepEqual(warned, [{ migrations: ['9999_from_the_future'] }]);
  assert.deepEqual(await migrate(`file:${path}`), []);
  assert.equal(file.first('SELECT version FROM schema_version')?.['version'], 9999);
});

test('a migration that fails undoes all migrations of the same run', async (t) => {
  const file = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => file.close());
  const broken = { '1': ['CREATE TABLE a (x)'], '2': ['CREATE TABLE b (x)', 'CREATE NONSENSE'] };
  await assert.rejects(migrateConnection(file, broken), /near "NONSENSE"/);
  assert.equal(file.inTransaction, false);
  assert.deepEqual(file.query('SELECT name FROM sqlite_schema').rows, []);
  assert.deepEqual(await migrateConnection(file, { '1': broken['1'] }), ['1']);
});

test('only new migrations are run', async (t) => {
  const file = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => file.close());
  const first = { '1': ['CREATE TABLE a (x)'] };
  const second = { ...first, '2': ['ALTER TABLE a ADD COLUMN y'] };
  await migrateConnection(file, first);
  assert.deepEqual(schemaOf(file, second).pending, ['2']);
  assert.deepEqual(await migrateConnection(file, second), ['2']);
  assert.deepEqual(schemaOf(file, second).pending, []);
  file.exec('INSERT INTO a (x, y) VALUES (1, 2)');
});

test('the check fails when migrations are missing, and on a closed store', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  file.exec('DELETE FROM kysely_migration');
  await assert.rejects(store.check(1), /migrations are missing: 0001_initial_schema/);
  await store.close();
  await assert.rejects(store.check(1), /closed/);
  assert.ok(existsSync(join(folder, 'kasir.db')));
});

test('events that were written before there were payouts are kept, in their order', async (t) => {
  const folder = tempFolder(t);
  const file = openConnection(join(folder, 'kasir.db'));
  await migrateConnection(file, { '0001_initial_schema': initialSchema });
  file.exec(`INSERT INTO checkouts (id, reference, amount, currency, country, return_url, expires_at, capture, save_payment, status, sequence, created_at, updated_at)
    VALUES ('co_1', 'r', 1, 'IDR', 'ID', 'https://shop.example', 1, 'automatic', 'never', 'open', 2, 1, 1)`);
  for (const [id, sequence] of [
    ['evt_b', 1],
    ['evt_a', 2],
  ] as const)
    file.query(
      `INSERT INTO events (id, type, checkout_id, sequence, body, created_at, attempts, abandoned) VALUES (?, 'checkout.paid', 'co_1', ?, 'x', 1, 0, 0)`,
      [id, sequence],
    );
  file.close();
  const [first, ...later] = await migrate(`file:${join(folder, 'kasir.db')}`);
  assert.equal(first, '0002_payouts');
  assert.ok(later.every((name) => name > '0002'));
  const after = openConnection(join(folder, 'kasir.db'));
  t.after(() => after.close());
  assert.deepEqual(after.query('SELECT position, id, stream, sequence FROM events ORDER BY position').rows, [
    { position: 1, id: 'evt_b', stream: 'co_1', sequence: 1 },
    { position: 2, id: 'evt_a', stream: 'co_1', sequence: 2 },
  ]);
  after.exec(
    `INSERT INTO events (id, type, stream, sequence, body, created_at, delivery_attempts, delivery_exhausted) VALUES ('evt_c', 'payout.failed', 'po_1', 1, 'x', 1, 0, 0)`,
  );
  assert.equal(after.first(`SELECT position FROM events WHERE id = 'evt_c'`)?.['position'], 3);
  assert.throws(() => after.exec(`UPDATE events SET stream = 'co_2'`), /never change/);
});

test('payouts that shared a reference before it was unique are kept, and the newest that is not failed has it (D20)', async (t) => {
  const folder = tempFolder(t);
  const file = openConnection(join(folder, 'kasir.db'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0008_payout_references'));
  await migrateConnection(file, before);
  for (const [id, status] of [
    ['po_1', 'succeeded'],
    ['po_2', 'processing'],
    ['po_3', 'failed'],
  ] as const)
    file.query(
      `INSERT INTO payouts (id, provider, reference, order_reference, amount, currency, bank_code, account_number, account_name, description, fee_bearer, status, ids, made_by, sequence, created_at, updated_at)
        VALUES (?, 'p', 'r', ?, 1, 'IDR', '014', 'x', 'x', 'x', 'merchant', ?, '{}', 'k', 0, 1, 1)`,
      [id, id, status],
    );
  assert.equal((await migrateConnection(file, migrations))[0], '0008_payout_references');
  assert.deepEqual(file.query('SELECT * FROM payout_references').rows, [{ reference: 'r', payout_id: 'po_2' }]);
  file.close();
});
