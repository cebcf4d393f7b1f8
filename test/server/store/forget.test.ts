import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Checkout, Payment } from '../../../server/payments/model/model.ts';
import type { Store } from '../../../server/payments/ports/ports.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { bareCheckout, event, fullCheckout, fullPayment, NOON, payout, refund, savedMethod } from './samples.ts';
import { storeTest, tempFolder, tempStore } from './temp-store.ts';

const closed = (over: Partial<Checkout> = {}): Checkout => fullCheckout({ status: 'paid', ...over });
const succeeded = (over: Partial<Payment> = {}): Payment => fullPayment({ status: 'succeeded', ...over });

async function filled(t: TestContext, checkout: Checkout, payment: Payment): Promise<Store> {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    await tx.insertCheckout(checkout);
    await tx.insertPayment(payment);
  }, 'new');
  return store;
}

storeTest('the customer, filled-in fields and instructions are erased; amounts and statuses are kept', async (t) => {
  const store = await filled(t, closed(), succeeded());
  assert.equal(await store.forgetPersonalData(NOON), 0, 'not before its time');
  assert.equal(await store.forgetPersonalData(NOON + 1), 1);
  const { customer: _, description: __, items: ___, metadata: ____, ...books } = closed();
  assert.deepEqual(await store.findCheckout('co_1'), books);
  assert.deepEqual(await store.findPayment('pay_1'), { ...succeeded(), fields: {}, instruction: { kind: 'none' } });
  assert.equal(await store.forgetPersonalData(NOON + 1), 0, 'once');
});

storeTest('reasons of refunds and recipients of payouts are erased too (D24)', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  await store.transact(async (tx) => {
    await tx.insertCheckout(closed());
    await tx.insertPayment(succeeded());
    await tx.insertRefund(refund({ reason: 'Siti is ill' }));
    await tx.insertPayout(payout({ status: 'succeeded' }));
    await tx.insertPayout(payout({ id: 'po_2', reference: 'salary-2', merchantReference: 'po2', status: 'unknown' }));
  }, 'new');
  assert.equal(await store.forgetPersonalData(NOON + 1), 2);
  assert.equal((await store.findRefund('rf_1'))?.reason, undefined);
  const forgotten = { accountNumber: '', accountName: '', description: '' };
  assert.deepEqual(await store.findPayout('po_1'), payout({ status: 'succeeded', ...forgotten }));
  assert.equal((await store.findPayout('po_2'))?.accountName, payout().accountName, 'one that is open is remembered');
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  assert.throws(() => file.exec(`UPDATE payouts SET account_number = 'x' WHERE id = 'po_2'`), /never changes/);
  assert.throws(() => file.exec(`UPDATE payouts SET amount = 1 WHERE id = 'po_1'`), /never changes/);
});

storeTest('open or recently changed checkouts are kept', async (t) => {
  const cases: readonly (readonly [string, Partial<Checkout>, Partial<Payment>])[] = [
    ['an open checkout', { status: 'open' }, {}],
    ['a checkout that has changed', { updatedAt: NOON + 10 }, {}],
    ['a payment that has changed', {}, { updatedAt: NOON + 10 }],
    ['a payment with an unknown outcome', { status: 'expired' }, { status: 'unknown' }],
  ];
  for (const [name, checkout, payment] of cases) {
    const store = await filled(t, closed(checkout), succeeded(payment));
    assert.equal(await store.forgetPersonalData(NOON + 5), 0, name);
    assert.deepEqual(await store.findCheckout('co_1'), closed(checkout), name);
    assert.deepEqual((await store.findPayment('pay_1'))?.fields, succeeded().fields, name);
  }
});

storeTest(
  'old events, notifications and removed methods are deleted, but not events still to be delivered',
  async (t) => {
    const store = await filled(t, closed({ updatedAt: NOON + 10 }), succeeded());
    const stream = (id: string, sequence: number, over: object) =>
      event({ id, sequence, createdAt: NOON, retryAt: undefined, ...over });
    await store.transact(async (tx) => {
      await tx.insertEvent(stream('evt_1', 1, {}));
      await tx.insertEvent(stream('evt_2', 2, { createdAt: NOON + 10 }));
      await tx.insertEvent(stream('evt_3', 1, { stream: 'po_1', deliveredAt: undefined, retryAt: NOON + 50 }));
      await tx.scheduleJob({ kind: 'deliver', key: 'po_1', runAt: NOON + 50 });
      await tx.insertSavedMethod(savedMethod({ id: 'tok_1', status: 'removed' }));
      await tx.insertSavedMethod(savedMethod({ id: 'tok_2', token: 'pt-2' }));
      await tx.insertSavedMethod(savedMethod({ id: 'tok_3', token: 'pt-3', status: 'pending' }));
      const notification = { provider: 'p', body: Buffer.from('Siti'), subject: 'pay_1' };
      await tx.insertNotification({ ...notification, body: Buffer.from('old'), receivedAt: NOON });
      await tx.insertNotification({ ...notification, body: Buffer.from('young'), receivedAt: NOON + 10 });
    }, 'new');
    assert.equal(await store.forgetPersonalData(NOON + 5), 4);
    const { data } = await store.listEvents({ limit: 10 });
    assert.deepEqual(
      data.map(({ id }) => id),
      ['evt_2', 'evt_3'],
    );
    assert.equal(await store.findSavedMethod('tok_1'), undefined);
    assert.equal(await store.findSavedMethod('tok_3'), undefined, 'one that was never confirmed');
    assert.equal((await store.findSavedMethod('tok_2'))?.status, 'active');
  },
);

storeTest(
  'an event without a delivery attempt is kept while its stream has another one to deliver first',
  async (t) => {
    const store = await filled(t, closed({ updatedAt: NOON + 10 }), succeeded());
    const waiting = { createdAt: NOON, deliveredAt: undefined, retryAt: undefined };
    await store.transact(async (tx) => {
      await tx.insertEvent(event({ ...waiting, id: 'evt_1', sequence: 1, deliveryAttempts: 3, retryAt: NOON + 50 }));
      await tx.insertEvent(event({ ...waiting, id: 'evt_2', sequence: 2, deliveryAttempts: 0 }));
      await tx.scheduleJob({ kind: 'deliver', key: 'co_1', runAt: NOON + 50 });
    }, 'new');
    assert.equal(await store.forgetPersonalData(NOON + 5), 0);
    for (const job of await store.claimJobs(NOON + 60, 10, 1_000)) await store.completeJob(job);
    assert.equal(await store.forgetPersonalData(NOON + 5), 2, 'they will not be delivered any more');
  },
);

storeTest('any number of rows is erased, in units that let others write in between', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let number = 0; number < 250; number += 1)
      await tx.insertCheckout(
        bareCheckout({
          id: `co_${number}`,
          reference: `order-${number}`,
          status: 'expired',
          customer: { name: 'Siti' },
        }),
      );
  }, 'new');
  const forgetting = store.forgetPersonalData(NOON + 1);
  await store.transact((tx) => tx.insertCheckout(fullCheckout({ id: 'co_new', reference: 'new' })), 'new');
  assert.equal(await forgetting, 250);
  assert.equal((await store.findCheckout('co_249'))?.customer, undefined);
});
