import assert from 'node:assert/strict';
import type { Checkout, Payment } from '../../../server/payments/model/model.ts';
import { event, fullCheckout, fullPayment, NOON, refund, savedMethod } from './samples.ts';
import { storeTest, tempStore } from './temp-store.ts';

const customer = { reference: 'cust-9', name: 'Siti' };
const order = (number: number, over: Partial<Checkout> = {}): Checkout =>
  fullCheckout({ id: `co_${number}`, reference: `order-${number}`, status: 'paid', customer, ...over });
const paid = (number: number, over: Partial<Payment> = {}): Payment =>
  fullPayment({
    id: `pay_${number}`,
    checkoutId: `co_${number}`,
    merchantReference: `pay${number}`,
    status: 'succeeded',
    ...over,
  });

storeTest('everything personal of one customer is erased, and of no other', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    await tx.insertCheckout(order(1));
    await tx.insertPayment(paid(1));
    await tx.insertRefund(refund({ paymentId: 'pay_1', reason: 'Siti is ill' }));
    await tx.appendHistory('pay_1', {
      ...{ at: NOON, source: 'merchant', said: 'resolved', from: 'succeeded', to: 'succeeded' },
      note: 'Siti called',
    });
    await tx.insertEvent(event({ id: 'evt_1', stream: 'co_1' }));
    const body = Buffer.from('{"name":"Siti"}');
    await tx.insertNotification({ provider: paid(1).provider, body, subject: 'pay_1', receivedAt: NOON });
    await tx.claimIdempotencyKey({ scope: 's', key: 'k', fingerprint: 'f', resourceId: 'co_1', createdAt: NOON });
    await tx.saveIdempotentResponse('s', 'k', { status: 201, body: '{"name":"Siti"}' });
    await tx.insertCheckout(order(2, { customer: { reference: 'cust-10', name: 'Budi' } }));
    await tx.insertEvent(event({ id: 'evt_2', stream: 'co_2' }));
    await tx.insertSavedMethod(savedMethod({ id: 'tok_1', customerReference: 'cust-9', status: 'removed' }));
    await tx.insertSavedMethod(
      savedMethod({ id: 'tok_2', token: 'pt-2', customerReference: 'cust-10', status: 'removed' }),
    );
  }, 'new');
  const none = { open: [], undelivered: [], unreadable: 0, nextCursor: null };
  assert.deepEqual(await store.forgetCustomer('cust-9', undefined, NOON), { ...none, erased: 1 });
  const { customer: _, description: __, items: ___, metadata: ____, ...books } = order(1);
  assert.deepEqual(await store.findCheckout('co_1'), books);
  assert.deepEqual(await store.findPayment('pay_1'), { ...paid(1), fields: {}, instruction: { kind: 'none' } });
  assert.equal((await store.findRefund('rf_1'))?.reason, undefined);
  assert.deepEqual(
    (await store.historyOf('pay_1')).map(({ note }) => note),
    [undefined],
  );
  assert.equal(await store.findEvent('evt_1'), undefined);
  assert.deepEqual((await store.listNotifications({}, { limit: 10 })).data, []);
  const { status, body, resourceId } = (await store.findIdempotencyRecord('s', 'k')) ?? assert.fail();
  assert.deepEqual([status, body, resourceId], [undefined, undefined, 'co_1'], 'what it made is still found by it');
  assert.equal(await store.findSavedMethod('tok_1'), undefined);
  assert.equal((await store.findCheckout('co_2'))?.customer?.name, 'Budi');
  assert.ok((await store.findEvent('evt_2')) !== undefined && (await store.findSavedMethod('tok_2')) !== undefined);
  assert.deepEqual(await store.forgetCustomer('cust-9', undefined, NOON), { ...none, erased: 0 });
});

storeTest('what is open, or has to be delivered first, is named and stays', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    await tx.insertCheckout(order(1, { status: 'open' }));
    await tx.insertCheckout(order(2, { status: 'expired' }));
    await tx.insertPayment(paid(2, { status: 'unknown' }));
    await tx.insertCheckout(order(3));
    await tx.insertEvent(event({ id: 'evt_3', stream: 'co_3' }));
    await tx.scheduleJob({ kind: 'deliver', key: 'co_3', runAt: NOON });
  }, 'new');
  const step = await store.forgetCustomer('cust-9', undefined, NOON);
  assert.deepEqual(step, { erased: 0, open: ['co_1', 'co_2'], undelivered: ['co_3'], unreadable: 0, nextCursor: null });
  for (const job of await store.claimJobs(NOON + 1, 10, 1_000)) await store.completeJob(job);
  assert.equal((await store.forgetCustomer('cust-9', undefined, NOON)).erased, 1);
});
