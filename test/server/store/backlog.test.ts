import assert from 'node:assert/strict';
import { storeTest, tempStore } from './temp-store.ts';
import { bareCheckout, barePayment, event, fullCheckout } from './samples.ts';

const WAITING = { deliveredAt: undefined, deliveryExhausted: false, retryAt: undefined } as const;

storeTest('what is under way: open payments by status, and events that are still being sent', async (t) => {
  const store = await tempStore(t);
  assert.deepEqual(await store.backlog(), {
    openPayments: new Map(),
    undelivered: { count: 0, oldestSince: undefined },
  });
  await store.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    const payment = (id: string, status: 'requires_action' | 'unknown' | 'succeeded'): Promise<void> =>
      tx.insertPayment({ ...barePayment(), id, merchantReference: id.replace('_', ''), status });
    await payment('pay_1', 'requires_action');
    await payment('pay_2', 'requires_action');
    await payment('pay_3', 'unknown');
    await payment('pay_4', 'succeeded');
    await tx.insertEvent(event({ id: 'evt_1', sequence: 1 }));
    await tx.insertEvent(event({ id: 'evt_2', sequence: 2, createdAt: 700, ...WAITING }));
    await tx.insertEvent(event({ id: 'evt_3', sequence: 3, createdAt: 600, ...WAITING }));
    await tx.insertEvent(event({ id: 'evt_4', sequence: 4, createdAt: 500, ...WAITING, deliveryExhausted: true }));
    await tx.insertEvent(event({ id: 'evt_5', stream: 'co_2', createdAt: 650, ...WAITING }));
    for (const key of ['co_1', 'co_2']) await tx.scheduleJob({ kind: 'deliver', key, runAt: 1 });
  }, 'new');
  assert.deepEqual(await store.backlog(), {
    openPayments: new Map([
      ['requires_action', 2],
      ['unknown', 1],
    ]),
    undelivered: { count: 3, oldestSince: 600 },
  });
});
