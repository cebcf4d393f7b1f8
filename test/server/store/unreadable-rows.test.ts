import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { WrongEncryptionKeys } from '../../../server/store/key-canary.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { event, fullPayment, NOON, payout, savedMethod } from './samples.ts';
import { filledStore, quiet, tempFolder } from './temp-store.ts';

/** A store in which the sealed column of one row was changed, and what it logged about that. */
async function damaged(t: TestContext, table: string, column: string, stored = 'tampered') {
  const folder = tempFolder(t);
  const before = await filledStore(t, { folder });
  await before.transact(async (tx) => {
    await tx.insertSavedMethod(savedMethod());
    await tx.insertPayout(payout());
    await tx.insertEvent(event());
    await tx.insertEvent(event({ id: 'evt_2', sequence: 2 }));
  }, 'new');
  await before.close();
  const file = openConnection(join(folder, 'kasir.db'));
  file.exec(`DROP TRIGGER IF EXISTS ${table}_immutable`);
  file.query(`UPDATE ${table} SET ${column} = '${stored}' WHERE rowid = 1`);
  file.close();
  const logged: object[] = [];
  const counted: string[] = [];
  const store = await openStore({
    url: `file:${join(folder, 'kasir.db')}`,
    clock: virtualClock(),
    cipher: createCipher([Buffer.alloc(32, 7)]),
    log: { ...quiet, error: (facts) => void logged.push(facts) },
    countUnreadable: (of) => void counted.push(of),
  });
  t.after(() => store.close());
  return { store, logged, counted };
}

test('a checkout whose customer cannot be decrypted is listed without it (S9)', async (t) => {
  const { store, logged, counted } = await damaged(t, 'checkouts', 'customer');
  const listed = (await store.listCheckouts({}, { limit: 10 })).data;
  assert.deepEqual(
    listed.map(({ id, customer, unreadable }) => [id, customer, unreadable]),
    [
      ['co_2', undefined, undefined],
      ['co_1', undefined, true],
    ],
  );
  assert.equal((await store.findLiveCheckout('order-1'))?.id, 'co_1', 'its reference stays taken');
  assert.equal(counted.length, 1, 'counted where it is read');
  assert.equal(logged.length, 1, 'logged once');
  assert.doesNotMatch(JSON.stringify(logged), /tampered/);
});

test('a payment that cannot be decrypted still blocks and counts (S9)', async (t) => {
  const { store } = await damaged(t, 'payments', 'instruction');
  const payment = (await store.paymentsOf('co_1')).find(({ id }) => id === 'pay_1');
  assert.deepEqual({ ...payment }, { ...fullPayment(), instruction: { kind: 'none' }, unreadable: true });
  await store.transact((tx) => tx.updatePayment('pay_1', { status: 'succeeded', updatedAt: NOON + 9 }), 'new');
  assert.equal((await store.findPayment('pay_1'))?.status, 'succeeded');
});

for (const [table, column, read] of [
  ['saved_methods', 'token', 'savedMethodsOf'],
  ['payouts', 'account_number', 'listPayouts'],
  ['events', 'body', 'listEvents'],
] as const) {
  test(`a row of ${table} whose ${column} cannot be decrypted is still listed (S9)`, async (t) => {
    const { store, counted } = await damaged(t, table, column);
    const rows =
      read === 'savedMethodsOf'
        ? await store.savedMethodsOf('cust-canary')
        : (await (read === 'listPayouts' ? store.listPayouts({}, { limit: 5 }) : store.listEvents({ limit: 5 }))).data;
    assert.ok(rows.length > 0);
    assert.equal(rows.filter(({ unreadable }) => unreadable).length, 1);
    assert.deepEqual(new Set(counted), new Set([table]));
  });
}

for (const [table, column, read] of [
  ['checkouts', 'customer', 'listCheckouts'],
  ['saved_methods', 'masked', 'savedMethodsOf'],
  ['payouts', 'account_number', 'listPayouts'],
  ['events', 'body', 'listEvents'],
] as const) {
  test(`an emptied ${column} of ${table} is unreadable too (S9)`, async (t) => {
    const { store } = await damaged(t, table, column, '');
    const rows = {
      listCheckouts: async () => (await store.listCheckouts({}, { limit: 5 })).data,
      savedMethodsOf: () => store.savedMethodsOf('cust-canary'),
      listPayouts: async () => (await store.listPayouts({}, { limit: 5 })).data,
      listEvents: async () => (await store.listEvents({ limit: 5 })).data,
    };
    const found = await rows[read]();
    assert.equal(found.filter((each) => ({ ...each }).unreadable).length, 1, 'a copy');
    assert.equal(found.filter(({ unreadable }) => unreadable).length, 1);
  });
}

test('keys are rotated: the canary follows the first one, and a wrong key is rejected at the start (N9)', async (t) => {
  const folder = tempFolder(t);
  await (await filledStore(t, { folder })).close();
  const open = (...keys: number[]) =>
    openStore({
      url: `file:${join(folder, 'kasir.db')}`,
      clock: virtualClock(),
      cipher: createCipher(keys.map((key) => Buffer.alloc(32, key))),
      log: quiet,
    });
  await assert.rejects(open(8), WrongEncryptionKeys);
  await (await open(8, 7)).close();
  const rotated = await open(8);
  assert.equal((await rotated.findCheckout('co_1'))?.unreadable, true, 'what only the old key opens is told');
  await rotated.close();
  await assert.rejects(open(7), WrongEncryptionKeys);
});

test('a database without a canary rejects a wrong key too (N9)', async (t) => {
  const folder = tempFolder(t);
  await (await filledStore(t, { folder })).close();
  const file = openConnection(join(folder, 'kasir.db'));
  file.exec('DELETE FROM key_canary');
  file.close();
  const cipher = createCipher([Buffer.alloc(32, 8)]);
  const url = `file:${join(folder, 'kasir.db')}`;
  await assert.rejects(openStore({ url, clock: virtualClock(), cipher, log: quiet }), WrongEncryptionKeys);
});
