import assert from 'node:assert/strict';
import type { Payment } from '../../../server/payments/model/model.ts';
import type { Page, Store } from '../../../server/payments/ports/ports.ts';
import { bareCheckout, barePayment, event, fullCheckout, NOON, payout, refund } from './samples.ts';
import { storeTest, tempStore } from './temp-store.ts';

/** Payments with these ids, each with a merchant reference of its own. */
const insert = (store: Store, payments: readonly (Partial<Payment> & { readonly id: string })[]): Promise<void> =>
  store.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    for (const over of payments)
      await tx.insertPayment({ ...barePayment(), merchantReference: over.id.replace('_', ''), ...over });
  }, 'new');

const idsOf = ({ data }: Page<Payment>): readonly string[] => data.map(({ id }) => id);

storeTest('a search for payments looks at so many at most, and goes on from there', async (t) => {
  const store = await tempStore(t);
  const channels = ['qris', 'va_bca', 'va_bca', 'va_bca', 'qris', 'va_bca', 'qris'] as const;
  await insert(
    store,
    channels.map((channel, index) => ({ id: `pay_${index + 1}`, channel })),
  );
  const scan = (cursor?: string) => store.scanPayments({ channel: 'qris' }, { limit: 2, cursor }, 3);
  const first = await scan();
  assert.deepEqual(idsOf(first), ['pay_7', 'pay_5']);
  const second = await scan(first.nextCursor ?? undefined);
  assert.deepEqual(idsOf(second), [], 'none among the next three');
  const third = await scan(second.nextCursor ?? undefined);
  assert.deepEqual([idsOf(third), third.nextCursor], [['pay_1'], null]);
});

storeTest('a payment is found by any reference that any provider ever had for it', async (t) => {
  const store = await tempStore(t);
  await insert(store, [
    { id: 'pay_1', provider: 'bank-a', providerReferences: { request: 'r-1', payment: 'same' } },
    { id: 'pay_2', provider: 'bank-b', providerReferences: { tXid: 'same' } },
    { id: 'pay_3', provider: 'bank-b', providerReferences: { tXid: 'other' } },
  ]);
  await store.transact((tx) => tx.updatePayment('pay_3', { providerReferences: { tXid: 'newer' } }), 'new');
  const found = async (value: string) => (await store.paymentsByAnyProviderReference(value)).map(({ id }) => id);
  assert.deepEqual(await found('same'), ['pay_2', 'pay_1']);
  assert.deepEqual(await found('other'), ['pay_3']);
  assert.deepEqual(await found('r-'), []);
});

storeTest('what a person has to decide is listed, oldest first', async (t) => {
  const store = await tempStore(t);
  await insert(store, [
    { id: 'pay_1', review: 'paid_twice', reviewSince: NOON },
    { id: 'pay_2', review: 'paid_late', reviewSince: NOON - 1 },
    { id: 'pay_3', status: 'unknown', unknownSince: NOON },
    { id: 'pay_4', status: 'unknown', unknownSince: NOON + 1 },
    { id: 'pay_5' },
  ]);
  await store.transact(async (tx) => {
    await tx.insertRefund(refund({ id: 'rf_1', paymentId: 'pay_5', status: 'unknown', unknownSince: NOON }));
    await tx.insertPayout(payout({ id: 'po_1', status: 'awaiting_approval', unknownSince: undefined }));
  }, 'new');
  const found = await store.undecided(NOON);
  assert.deepEqual(
    Object.values(found).map((list: readonly { readonly id: string }[]) => list.map(({ id }) => id)),
    [['pay_2', 'pay_1'], ['pay_3'], ['rf_1'], [], ['po_1']],
  );
});

storeTest('the events of an order and the notifications about a payment, oldest first', async (t) => {
  const store = await tempStore(t);
  await insert(store, [{ id: 'pay_1' }]);
  await store.transact(async (tx) => {
    for (const sequence of [1, 2]) await tx.insertEvent(event({ id: `evt_${sequence}`, stream: 'co_1', sequence }));
    for (const [at, subject] of [
      [NOON, 'pay_1'],
      [NOON + 1, 'pay_1'],
      [NOON + 2, 'pay_2'],
    ] as const)
      await tx.insertNotification({ provider: 'bank-a', body: Buffer.from(`n${at}`), subject, receivedAt: at });
  }, 'new');
  assert.deepEqual(
    (await store.eventsOf('co_1')).map(({ id }) => id),
    ['evt_1', 'evt_2'],
  );
  const bytes = `n${NOON}`.length;
  assert.deepEqual(await store.notificationsAbout('bank-a', 'pay_1'), [
    { provider: 'bank-a', receivedAt: NOON, bytes },
    { provider: 'bank-a', receivedAt: NOON + 1, bytes },
  ]);
});
