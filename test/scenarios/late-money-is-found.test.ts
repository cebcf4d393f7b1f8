import assert from 'node:assert/strict';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Bench } from '../support/bench.ts';
import { scenario } from '../support/scenario.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function reviews(bench: Bench): Promise<number> {
  return (await bench.events()).filter(({ type }) => type === 'payment.review_required').length;
}

async function longExpired(bench: Bench, sample: { channel: string }): Promise<Payment> {
  const payment = await bench.pay(await bench.checkout(), sample);
  await bench.advance(3 * DAY);
  assert.equal((await bench.payment(payment.id)).status, 'expired');
  return payment;
}

for (const [fault, times] of [
  ['503', 1],
  ['500', 4],
  ['stale_status', 1],
] as const)
  scenario(
    `a late payment whose notification meets ${times} × ${fault} is found within a day (D1)`,
    async (bench, subject) => {
      const payment = await longExpired(bench, subject.samples.virtual_account);
      bench.simulator.fail({ operation: 'inquire', kind: fault, times });
      await bench.perform(payment, 'pay late');
      await bench.advance(DAY);
      const after = await bench.payment(payment.id);
      assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', 'paid_late', []]);
      assert.equal(await reviews(bench), 1);
    },
  );

scenario(
  'a late payment whose notification is lost is found within a month, if its closing was never confirmed',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.advance(payment.expiresAt + 10 * MINUTE - bench.clock.now());
    // One, two, three and 24 hours after the end nobody answers.
    bench.simulator.fail({ operation: 'inquire', kind: '503', times: 4 });
    await bench.advance(25 * HOUR);
    bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
    await bench.perform(payment, 'pay late');
    await bench.advance(DAY);
    assert.equal((await bench.payment(payment.id)).review, 'paid_late');
  },
);

scenario(
  'a stored notification that comes again makes us ask again, and writes nothing (D1)',
  async (bench, subject) => {
    const payment = await longExpired(bench, subject.samples.virtual_account);
    await bench.perform(payment, 'pay late');
    await bench.advance(DAY);
    const notification = bench.notifications.at(-1) ?? assert.fail('nothing was told');
    const before = await bench.payment(payment.id);
    const entries = (await bench.history(payment.id)).length;
    for (let count = 0; count < 10; count += 1) assert.equal(await bench.deliver(notification.clone()), 200);
    await bench.advance(5 * SECOND);
    const after = await bench.payment(payment.id);
    assert.equal(after.inquiries - before.inquiries, 1, 'ten at once are one question');
    assert.equal((await bench.history(payment.id)).length, entries);
    assert.equal(await reviews(bench), 1);
  },
);

scenario('paid, told, and one question without an answer: the customer waits seconds (D12)', async (bench, subject) => {
  const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.advance(4 * HOUR);
  bench.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
  await bench.perform(payment, 'pay');
  await bench.advance(15 * SECOND);
  assert.equal((await bench.payment(payment.id)).status, 'succeeded');
});

scenario(
  'a claim that every answer contradicts is asked about ever less, and given up after three days (D1)',
  async (bench, subject) => {
    const payment = await longExpired(bench, subject.samples.virtual_account);
    assert.equal(await bench.deliver(subject.genuineClaim(await bench.payment(payment.id))), 200);
    await bench.advance(MINUTE);
    const heard = await bench.payment(payment.id);
    assert.equal(heard.unconfirmed.length, 1);
    await bench.advance(4 * DAY);
    const after = await bench.payment(payment.id);
    assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', undefined, []]);
    assert.ok(after.inquiries - heard.inquiries < 40, `asked ${after.inquiries - heard.inquiries} times`);
    assert.equal(await reviews(bench), 0);
  },
);

scenario('a provider that stays silent about what it told is asked for a month (D1)', async (bench, subject) => {
  const payment = await longExpired(bench, subject.samples.virtual_account);
  bench.simulator.fail({ operation: 'inquire', kind: '503', times: 100_000 });
  await bench.perform(payment, 'pay late');
  await bench.advance(29 * DAY);
  assert.equal((await bench.payment(payment.id)).unconfirmed.length, 1);
  await bench.advance(2 * DAY);
  assert.deepEqual((await bench.payment(payment.id)).unconfirmed, []);
});
