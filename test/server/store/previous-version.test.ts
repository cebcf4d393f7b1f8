import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { migrateConnection, schemaOf } from '../../../server/store/migrate.ts';
import { SQLITE_MIGRATIONS as migrations } from '../../../server/store/migrations/all.ts';
import { NOTIFICATION, STORED, writePreviousVersion } from './previous-version.ts';
import { NOON } from './samples.ts';
import { tempFolder, tempStore } from './temp-store.ts';

async function upgraded(t: TestContext) {
  const folder = tempFolder(t);
  const file = openConnection(join(folder, 'kasir.db'));
  await writePreviousVersion(file);
  file.close();
  return tempStore(t, { folder });
}

test('every entity that the previous version has written reads the same', async (t) => {
  const store = await upgraded(t);
  assert.deepEqual(await store.findCheckout('co_1'), STORED.checkout);
  assert.deepEqual(await store.findPayment('pay_1'), STORED.payment);
  assert.deepEqual(await store.findRefund('rf_1'), STORED.refund);
  assert.deepEqual(await store.savedMethodsOf('cust-canary'), [STORED.savedMethod]);
  assert.deepEqual(await store.findPayout('po_1'), STORED.payout);
  assert.deepEqual(await store.findEvent('evt_1'), STORED.event);
});

test('it is found by the references that the previous version has written', async (t) => {
  const store = await upgraded(t);
  assert.equal((await store.findPaymentByMerchantReference('REF1'))?.id, 'pay_1');
  assert.equal((await store.findPaymentByProviderReference('bank-of-tests', 'request', 'pr-1'))?.id, 'pay_1');
  assert.equal((await store.findRefundByMerchantReference('RF1'))?.id, 'rf_1');
  assert.equal((await store.findRefundByProviderReference('bank-of-tests', 'refund', 'rfd-1'))?.id, 'rf_1');
  assert.equal((await store.findPayoutByMerchantReference('po1'))?.id, 'po_1');
  assert.equal((await store.savedMethodsByToken('bank-of-tests', 'pt-canary-90392f42'))[0]?.id, 'tok_1');
  const second = { ...STORED.payout, id: 'po_2', merchantReference: 'po2' };
  assert.equal(await store.transact((tx) => tx.insertPayout(second), 'new'), 'po_1', 'its reference stays taken');
});

test('history, jobs, idempotency records and notifications of the previous version go on', async (t) => {
  const store = await upgraded(t);
  assert.deepEqual(await store.historyOf('pay_1'), [
    {
      at: NOON,
      source: 'notification',
      said: 'paid (SUCCEEDED)',
      from: 'creating',
      to: 'requires_action',
      note: 'review: amount_differs',
    },
  ]);
  assert.deepEqual(await store.payoutHistoryOf('po_1'), [
    { at: NOON, source: 'command', said: 'processing', from: 'unknown', to: 'processing' },
  ]);
  assert.deepEqual(await store.findIdempotencyRecord('session:co_1', 'key-1'), {
    scope: 'session:co_1',
    key: 'key-1',
    fingerprint: 'f',
    resourceId: 'pay_1',
    status: 201,
    body: '{"id":"pay_1"}',
    createdAt: NOON,
  });
  const repeated = { provider: 'bank-of-tests', body: NOTIFICATION, subject: 'pay_1', receivedAt: NOON + 1 };
  assert.equal(await store.transact((tx) => tx.insertNotification(repeated), 'new'), 'repeated');
  const [job] = await store.claimJobs(NOON, 10, 60_000);
  assert.deepEqual([job?.kind, job?.key, job?.retryCount, job?.version], ['inquire', 'pay_1', 3, 6]);
  await store.completeJob(job ?? assert.fail());
  const [again] = await store.claimJobs(NOON + 1, 10, 60_000);
  assert.deepEqual([again?.retryCount, again?.notified], [2, true], 'asked for while it ran');
  assert.equal(await store.noteTime(NOON + 5), NOON);
});

const SCHEMA = `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`;

/** The migrations up to the one that this file is about. */
const WITH_PLAIN_NAMES = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= '0011_plain_names'));

test('an upgrade keeps every row of every table, and every trigger and index', async (t) => {
  const file = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => file.close());
  await writePreviousVersion(file);
  const countRows = () =>
    file
      .query(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'`,
      )
      .rows.map(({ name }) => Number(file.first(`SELECT count(*) AS rows FROM ${String(name)}`)?.['rows']));
  const count = (type: string) => file.query('SELECT name FROM sqlite_schema WHERE type = ?', [type]).rows.length;
  const [tables, indexes, triggers] = [countRows(), count('index'), count('trigger')];
  assert.ok(
    tables.every((rows) => rows > 0),
    'the sample has a row in every table',
  );

  assert.deepEqual(await migrateConnection(file, WITH_PLAIN_NAMES), ['0011_plain_names']);

  assert.deepEqual(countRows(), tables);
  assert.deepEqual([count('index'), count('trigger')], [indexes, triggers]);
  assert.deepEqual(file.query('PRAGMA foreign_key_check').rows, []);
  assert.deepEqual(file.query('PRAGMA integrity_check').rows, [{ integrity_check: 'ok' }]);
  const schema = file
    .query(SCHEMA)
    .rows.map(({ sql }) => String(sql))
    .join('\n');
  assert.doesNotMatch(
    schema,
    /\b(notices|answers|ids|abandoned|attempts?|again_\w+|next_attempt_at|order_reference)\b/,
  );
});

test('a database that recorded the first migration by its former name is upgraded, and knows the present one', async (t) => {
  const file = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => file.close());
  await writePreviousVersion(file);
  file.exec(`UPDATE kysely_migration SET name = '0001_first_light' WHERE name = '0001_initial_schema'`);

  assert.deepEqual(
    schemaOf(file, WITH_PLAIN_NAMES).pending,
    ['0011_plain_names'],
    'it is neither run again nor refused',
  );
  await migrateConnection(file);
  assert.deepEqual(
    file.query('SELECT name FROM kysely_migration ORDER BY name').rows.map(({ name }) => name),
    Object.keys(migrations),
  );
  assert.deepEqual(await migrateConnection(file), []);
});

test('a list of JSON that cannot be read is left as it is, and does not stop the upgrade', async (t) => {
  const file = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => file.close());
  await writePreviousVersion(file);
  file.exec(`UPDATE payments SET unconfirmed = 'damaged'`);
  await migrateConnection(file);
  assert.equal(file.first('SELECT unconfirmed FROM payments')?.['unconfirmed'], 'damaged');
});
