import assert from 'node:assert/strict';
import { storeTest, tempStore } from './temp-store.ts';
import { bareCheckout, barePayment, fullCheckout } from './samples.ts';

const DAY = 24 * 3_600_000;

storeTest('what waits for a person is counted by reason, with the time of the oldest', async (t) => {
  const store = await tempStore(t);
  assert.deepEqual(await store.unresolved(), []);
  await store.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    const payment = (id: string, over: object) =>
      tx.insertPayment({ ...barePayment(), id, merchantReference: id.replace('_', ''), ...over });
    await payment('pay_1', { status: 'succeeded', review: 'paid_twice', reviewSince: 500 });
    await payment('pay_2', { status: 'expired', review: 'paid_twice', reviewSince: 400 });
    // As a version wrote it that does not know since when.
    await payment('pay_3', { status: 'processing', review: 'amount_differs', updatedAt: 1_700_000_000_000 });
    await payment('pay_4', { status: 'unknown', unknownSince: 300 });
    await payment('pay_5', { status: 'requires_action' });
  }, 'new');
  assert.deepEqual(
    (await store.unresolved()).toSorted((a, b) => a.reason.localeCompare(b.reason)),
    [
      { reason: 'amount_differs', count: 1, oldestSince: 1_700_000_000_000 },
      { reason: 'paid_twice', count: 2, oldestSince: 400 },
      { reason: 'unknown', count: 1, oldestSince: 300 },
    ],
  );
});

storeTest('unwatched: ended within the time, not closed, not paid, and without an inquiry', async (t) => {
  const store = await tempStore(t);
  const now = 100 * DAY;
  await store.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    const payment = (id: string, over: object) =>
      tx.insertPayment({
        ...barePayment(),
        id,
        merchantReference: id.replace('_', ''),
        status: 'expired',
        expiresAt: now - DAY,
        ...over,
      });
    await payment('pay_1', {});
    await payment('pay_2', { providerClosedAt: now });
    await payment('pay_3', { status: 'succeeded' });
    await payment('pay_4', { expiresAt: now - 40 * DAY });
    await payment('pay_5', { expiresAt: now + 1 });
    await payment('pay_6', {});
    await tx.scheduleJob({ kind: 'inquire', key: 'pay_6', runAt: now + DAY });
    await payment('pay_7', { status: 'canceled', expiresAt: now - 2 * DAY });
    await tx.scheduleJob({ kind: 'expire_payment', key: 'pay_7', runAt: now + DAY });
  }, 'new');
  const keys = async (limit: number): Promise<readonly string[]> =>
    (await store.unwatched(now - 30 * DAY, now, limit)).map(({ kind, key }) => `${kind} ${key}`);
  assert.deepEqual(await keys(10), ['inquire pay_7', 'inquire pay_1']);
  assert.deepEqual(await keys(1), ['inquire pay_7']);
});
