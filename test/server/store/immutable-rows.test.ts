import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import { entry, event, payout, refund } from './samples.ts';
import { filledStore, tempFolder } from './temp-store.ts';

const FIXED = {
  checkouts: ['id', 'reference', 'amount', 'currency'],
  payments: ['id', 'checkout_id', 'provider', 'channel', 'merchant_reference', 'amount', 'currency'],
  refunds: ['id', 'payment_id', 'merchant_reference', 'amount', 'currency'],
  events: ['id', 'type', 'stream', 'sequence', 'body', 'created_at'],
  payouts: [
    'id',
    'provider',
    'reference',
    'merchant_reference',
    'amount',
    'currency',
    'bank_code',
    'fee_bearer',
    'made_by',
  ],
  payout_history: ['payout_id', 'at', 'said', 'from_status', 'to_status', 'note'],
  payment_history: ['payment_id', 'at', 'said', 'from_status', 'to_status', 'note'],
} as const;

for (const [table, columns] of Object.entries(FIXED)) {
  for (const column of columns) {
    test(`${table}.${column} never changes, whatever statement tries`, async (t) => {
      const folder = tempFolder(t);
      const store = await filledStore(t, { folder });
      await store.transact(async (tx) => {
        await tx.insertRefund(refund());
        await tx.insertEvent(event());
        await tx.appendHistory('pay_1', entry());
        await tx.insertPayout(payout());
        await tx.appendPayoutHistory('po_1', { ...entry(), from: 'unknown', to: 'succeeded' });
      }, 'new');
      const file = openConnection(join(folder, 'kasir.db'));
      t.after(() => file.close());
      const all = (): unknown => file.query(`SELECT * FROM ${table}`).rows;
      const before = all();
      const isNumber = typeof file.first(`SELECT ${column} FROM ${table}`)?.[column] === 'number';
      const other = column === 'checkout_id' ? 'co_2' : column === 'payment_id' ? 'pay_2' : 'XXX';
      assert.throws(
        () => file.query(`UPDATE ${table} SET ${column} = ? WHERE rowid = 1`, [isNumber ? 7 : other]),
        (error: unknown) => error instanceof ConstraintBroken && /never change|only appended/.test(error.message),
      );
      assert.deepEqual(all(), before);
    });
  }
}

test('the same value may be written again', async (t) => {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  const before = await store.findPayment('pay_1');
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  assert.equal(file.query("UPDATE payments SET amount = amount, status = 'failed' WHERE id = 'pay_1'").changes, 1);
  assert.deepEqual(await store.findPayment('pay_1'), { ...before, status: 'failed' });
});
