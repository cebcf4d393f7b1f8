import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Store } from '../../../server/payments/ports/ports.ts';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { CorruptRow } from '../../../server/store/storage-errors.ts';
import { event, entry, refund, savedMethod } from './samples.ts';
import { filledStore, KEY, tempFolder } from './temp-store.ts';

type Read = (store: Store) => Promise<unknown>;

const DAMAGE: readonly (readonly [table: string, column: string, value: string | number, read: Read])[] = [
  ['checkouts', 'currency', 'XXX', (store) => store.findCheckout('co_1')],
  ['checkouts', 'status', 'canary', (store) => store.listCheckouts({}, { limit: 10 })],
  ['checkouts', 'items', 'not json canary', (store) => store.findLiveCheckout('order-1')],
  ['checkouts', 'items', '[{"name":"canary"}]', (store) => store.findCheckout('co_1')],
  ['payments', 'status', 'canary', (store) => store.findPayment('pay_1')],
  ['payments', 'provider_references', '[]', (store) => store.findPaymentByMerchantReference('REF1')],
  ['payments', 'failure', '{"code":"canary"}', (store) => store.paymentsOf('co_1')],
  [
    'payments',
    'merchant_initiated',
    2,
    (store) => store.findPaymentByProviderReference('bank-of-tests', 'request', 'pr-1'),
  ],
  ['payments', 'refunded_amount', -1, (store) => store.findPayment('pay_1')],
  ['refunds', 'status', 'canary', (store) => store.findRefund('rf_1')],
  ['saved_methods', 'channel', 'canary', (store) => store.savedMethodsOf('cust-canary')],
  ['events', 'delivery_attempts', -1, (store) => store.findEvent('evt_1')],
];

for (const [table, column, value, read] of DAMAGE) {
  test(`${table}.${column} = ${value} is rejected: the error names the column, not the value`, async (t) => {
    const folder = tempFolder(t);
    const store = await filledStore(t, { folder });
    await store.transact(async (tx) => {
      await tx.insertRefund(refund());
      await tx.insertSavedMethod(savedMethod());
      await tx.insertEvent(event());
      await tx.appendHistory('pay_1', entry());
    }, 'new');
    await read(store);
    const file = openConnection(join(folder, 'kasir.db'));
    t.after(() => file.close());
    file.exec(`DROP TRIGGER IF EXISTS ${table}_immutable`);
    assert.ok(file.query(`UPDATE ${table} SET ${column} = ? WHERE rowid = 1`, [value]).changes === 1);
    await assert.rejects(read(store), (error: unknown) => {
      assert.ok(error instanceof CorruptRow);
      assert.equal(error.message, `a row of ${table} has an unreadable ${column}`);
      return true;
    });
  });
}

test('sealed JSON that does not fit its schema is not returned', async (t) => {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  const [whole] = file.query(`SELECT fields, instruction FROM payments WHERE id = 'pay_1'`).rows;
  assert.ok(whole);
  for (const [column, sealed] of [
    ['fields', '{"phone":7}'],
    ['fields', 'not json'],
    ['instruction', '{"kind":"canary"}'],
  ] as const) {
    const envelope = createCipher([KEY]).seal(sealed, `payments.${column}:pay_1`);
    file.query(`UPDATE payments SET ${column} = ? WHERE id = 'pay_1'`, [envelope]);
    assert.equal((await store.findPayment('pay_1'))?.unreadable, true);
    file.query(`UPDATE payments SET ${column} = ? WHERE id = 'pay_1'`, [whole[column]]);
  }
});
