import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../support/durations.ts';

scenario('paid in the last second and reported a little later: succeeded, not late (D11)', async (harness, subject) => {
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.advance(payment.expiresAt - SECOND - harness.clock.now());
  harness.simulator.fail({ operation: 'notice', kind: 'late', delayMs: 10 * SECOND });
  await harness.perform(payment, 'pay');
  harness.simulator.fail({ operation: 'inquire', kind: 'stale_status', times: 3 });
  await harness.advance(6 * MINUTE);
  const after = await harness.payment(payment.id);
  assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
  assert.ok((await harness.events()).every(({ type }) => type !== 'checkout.expired'));
});

scenario('an unpaid payment expires at most five minutes after its expiresAt (D11)', async (harness, subject) => {
  harness.simulator.fail({ operation: 'cancel', kind: '503', times: 100 });
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.advance(payment.expiresAt + 5 * MINUTE - harness.clock.now());
  assert.equal((await harness.payment(payment.id)).status, 'expired');
  await harness.runDue();
  assert.ok((await harness.eventTypes()).includes('checkout.expired'));
});

scenario(
  'a provider that does not answer at expiry is asked at most 20 times in the first hour, then less and less (D7)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(payment.expiresAt - 1 - harness.clock.now());
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 1_000_000 });
    const inquiriesWithin = async (ms: number): Promise<number> => {
      const { inquiries } = await harness.payment(payment.id);
      await harness.advance(ms);
      return (await harness.payment(payment.id)).inquiries - inquiries;
    };
    const first = await inquiriesWithin(HOUR);
    assert.ok(first >= 5 && first <= 20, `asked ${first} times in the first hour`);
    await inquiriesWithin(DAY);
    const daily = await inquiriesWithin(DAY);
    assert.ok(daily <= 6, `asked ${daily} times a day`);
    assert.equal((await harness.payment(payment.id)).status, 'requires_action', 'no answer ends nothing');
    await inquiriesWithin(30 * DAY);
    assert.equal(await inquiriesWithin(DAY), 0);
  },
);

scenario.needing(
  'holdable',
  'an authorization that stands for days: its checkout expires, and inquiries become rare (D7)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), subject.holdable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(DAY + HOUR);
    const before = await harness.payment(payment.id);
    assert.equal(before.status, 'authorized');
    assert.ok((await harness.eventTypes()).includes('checkout.expired'));
    const entries = (await harness.history(payment.id)).length;
    await harness.advance(2 * DAY);
    const after = await harness.payment(payment.id);
    assert.ok(after.inquiries - before.inquiries <= 20);
    assert.ok((await harness.history(payment.id)).length - entries <= 2, 'an inquiry with nothing new adds no entry');
  },
);

scenario('an inquiry with nothing new is counted and adds no history entry (D7)', async (harness, subject) => {
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.advance(12 * HOUR);
  const after = await harness.payment(payment.id);
  assert.ok(after.inquiries > 30);
  assert.ok((await harness.history(payment.id)).length <= 3);
});
