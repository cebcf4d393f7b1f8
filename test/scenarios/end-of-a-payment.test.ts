import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

scenario(
  'paid in the last second, and the provider is a little behind: paid, not late (D11)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.advance(payment.expiresAt - SECOND - bench.clock.now());
    bench.simulator.fail({ operation: 'notice', kind: 'late', delayMs: 10 * SECOND });
    await bench.perform(payment, 'pay');
    bench.simulator.fail({ operation: 'inquire', kind: 'stale_status', times: 3 });
    await bench.advance(6 * MINUTE);
    const after = await bench.payment(payment.id);
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
    assert.ok((await bench.events()).every(({ type }) => type !== 'checkout.expired'));
  },
);

scenario('the end of an unpaid payment comes five minutes later at the latest (D11)', async (bench, subject) => {
  bench.simulator.fail({ operation: 'cancel', kind: '503', times: 100 });
  const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.advance(payment.expiresAt + 5 * MINUTE - bench.clock.now());
  assert.equal((await bench.payment(payment.id)).status, 'expired');
  await bench.settle();
  assert.ok((await bench.events()).some(({ type }) => type === 'checkout.expired'));
});

scenario(
  'a provider that says nothing at the end is asked 20 times in the first hour at most, then ever less (D7)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.advance(payment.expiresAt - 1 - bench.clock.now());
    bench.simulator.fail({ operation: 'inquire', kind: '503', times: 1_000_000 });
    const asked = async (ms: number): Promise<number> => {
      const { inquiries } = await bench.payment(payment.id);
      await bench.advance(ms);
      return (await bench.payment(payment.id)).inquiries - inquiries;
    };
    const first = await asked(HOUR);
    assert.ok(first >= 5 && first <= 20, `asked ${first} times in the first hour`);
    await asked(DAY);
    const daily = await asked(DAY);
    assert.ok(daily <= 6, `asked ${daily} times a day`);
    assert.equal((await bench.payment(payment.id)).status, 'requires_action', 'silence ends nothing');
    await asked(30 * DAY);
    assert.equal(await asked(DAY), 0);
  },
);

scenario.needing(
  'holdable',
  'a hold that stands for a week: its checkout ends, and the question is a rare one (D7)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout({ capture: 'manual' }), subject.holdable ?? {});
    await bench.perform(payment, 'pay');
    await bench.advance(DAY + HOUR);
    const before = await bench.payment(payment.id);
    assert.equal(before.status, 'authorized');
    assert.ok((await bench.events()).some(({ type }) => type === 'checkout.expired'));
    const entries = (await bench.history(payment.id)).length;
    await bench.advance(2 * DAY);
    const after = await bench.payment(payment.id);
    assert.ok(after.inquiries - before.inquiries <= 20);
    assert.ok((await bench.history(payment.id)).length - entries <= 2, 'what says nothing new is counted');
  },
);

scenario('what says nothing new is counted, and leaves no entry in the history (D7)', async (bench, subject) => {
  const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.advance(12 * HOUR);
  const after = await bench.payment(payment.id);
  assert.ok(after.inquiries > 30);
  assert.ok((await bench.history(payment.id)).length <= 3);
});
