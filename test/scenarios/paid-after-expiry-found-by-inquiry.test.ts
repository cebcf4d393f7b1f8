import assert from 'node:assert/strict';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Harness } from '../support/harness.ts';
import { scenario } from '../support/scenario.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../support/durations.ts';

async function countReviews(harness: Harness): Promise<number> {
  return (await harness.eventTypes('payment.review_required')).length;
}

async function expiredDaysAgo(harness: Harness, sample: { channel: string }): Promise<Payment> {
  const payment = await harness.pay(await harness.openCheckout(), sample);
  await harness.advance(3 * DAY);
  assert.equal((await harness.payment(payment.id)).status, 'expired');
  return payment;
}

for (const [fault, times] of [
  ['503', 1],
  ['500', 4],
  ['stale_status', 1],
] as const)
  scenario(
    `a late payment is notified and its inquiry gets ${times} × ${fault}: found within a day (D1)`,
    async (harness, subject) => {
      const payment = await expiredDaysAgo(harness, subject.samples.virtual_account);
      harness.simulator.fail({ operation: 'inquire', kind: fault, times });
      await harness.perform(payment, 'pay late');
      await harness.advance(DAY);
      const after = await harness.payment(payment.id);
      assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', 'paid_late', []]);
      assert.equal(await countReviews(harness), 1);
    },
  );

scenario(
  'a late payment whose notification is lost is found within a month if no inquiry confirmed its expiry',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(payment.expiresAt + 10 * MINUTE - harness.clock.now());
    // The inquiries of the first day after expiry are not answered.
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 6 });
    await harness.advance(25 * HOUR);
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
    await harness.perform(payment, 'pay late');
    await harness.advance(5 * DAY);
    assert.equal((await harness.payment(payment.id)).review, 'paid_late');
  },
);

scenario('a repeated notification causes one more inquiry and writes nothing (D1)', async (harness, subject) => {
  const payment = await expiredDaysAgo(harness, subject.samples.virtual_account);
  await harness.perform(payment, 'pay late');
  await harness.advance(DAY);
  const notification = harness.notifications.at(-1) ?? assert.fail('no notification was sent');
  const before = await harness.payment(payment.id);
  const entries = (await harness.history(payment.id)).length;
  for (let count = 0; count < 10; count += 1) assert.equal(await harness.deliver(notification.clone()), 200);
  await harness.advance(5 * SECOND);
  const after = await harness.payment(payment.id);
  assert.equal(after.inquiries - before.inquiries, 1, 'ten at once are one inquiry');
  assert.equal((await harness.history(payment.id)).length, entries);
  assert.equal(await countReviews(harness), 1);
});

scenario(
  'paid and notified, and the first inquiries fail: found paid within seconds (D12)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(4 * HOUR);
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
    await harness.perform(payment, 'pay');
    await harness.advance(15 * SECOND);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);

scenario(
  'a notification that every inquiry contradicts is checked less and less, and dropped after three days (D1)',
  async (harness, subject) => {
    const payment = await expiredDaysAgo(harness, subject.samples.virtual_account);
    assert.equal(await harness.deliver(subject.genuineClaim(await harness.payment(payment.id))), 200);
    await harness.advance(MINUTE);
    const notified = await harness.payment(payment.id);
    assert.equal(notified.unconfirmed.length, 1);
    await harness.advance(4 * DAY);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', undefined, []]);
    assert.ok(after.inquiries - notified.inquiries < 40, `asked ${after.inquiries - notified.inquiries} times`);
    assert.equal(await countReviews(harness), 0);
  },
);

scenario(
  'a provider that never answers inquiries about its own notification is asked for a month (D1)',
  async (harness, subject) => {
    const payment = await expiredDaysAgo(harness, subject.samples.virtual_account);
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 100_000 });
    await harness.perform(payment, 'pay late');
    await harness.advance(29 * DAY);
    assert.equal((await harness.payment(payment.id)).unconfirmed.length, 1);
    await harness.advance(2 * DAY);
    assert.deepEqual((await harness.payment(payment.id)).unconfirmed, []);
  },
);
