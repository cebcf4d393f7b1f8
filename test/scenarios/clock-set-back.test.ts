import assert from 'node:assert/strict';
import { presentPayment } from '../../server/http/present/present-payment.ts';
import { watchCheckout } from '../../server/http/browser/watch-checkout.ts';
import { applyEvidence } from '../../server/payments/payment/apply-evidence.ts';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { scenario } from '../support/scenario.ts';
import { HOUR, MINUTE } from '../support/durations.ts';

scenario(
  'an instance whose clock is behind writes: its update has a later updatedAt all the same (D10)',
  async (harness) => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    const behind = { ...harness.domain, clock: { now: () => harness.clock.now() - 600_000 } };
    const updates: { id: string; updatedAt: string }[] = [];
    const stop = watchCheckout(
      behind,
      payment.checkoutId,
      (name, id, data) => {
        if (name !== 'payment') return;
        const { updatedAt } = JSON.parse(data) as { updatedAt: string };
        updates.push({ id, updatedAt });
      },
      () => undefined,
    );
    while (updates.length === 0) await new Promise((resolve) => void setImmediate(resolve));
    const after = await commit(behind, 'new', (unitOfWork) =>
      applyEvidence(unitOfWork, payment.id, { kind: 'time_up', source: 'clock' }),
    );
    while (updates.length === 1) await new Promise((resolve) => void setImmediate(resolve));
    stop();

    const [first, second] = updates;
    assert.ok(first && second && second.updatedAt > first.updatedAt);
    assert.equal(presentPayment(after).updatedAt, second.updatedAt);
    const position = (id: string): number[] => id.split('-').map(Number);
    const [sequence = 0, moment = 0] = position(second.id);
    const [earlier = 0, before = 0] = position(first.id);
    assert.ok(sequence >= earlier && moment > before, `${first.id} then ${second.id}`);
  },
);

for (const back of [10 * MINUTE, 3 * HOUR])
  scenario(
    `the clock is set back by ${back / MINUTE} minutes: a notified payment is found within seconds (D25)`,
    async (harness, subject) => {
      const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
      await harness.advance(MINUTE);
      harness.clock.stepBack(back);
      harness.simulator.fail({ operation: 'inquire', kind: '503', times: 1 });
      await harness.perform(payment, 'pay');
      await harness.advance(15_000);
      assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    },
  );

scenario(
  'the clock is set back: a payment whose notification is lost is found on schedule (D25)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(MINUTE);
    harness.clock.stepBack(3 * HOUR);
    await harness.advance(MINUTE);
    const { inquiries } = await harness.payment(payment.id);
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
    await harness.perform(payment, 'pay');
    await harness.advance(16 * MINUTE);
    const after = await harness.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    assert.ok(after.inquiries - inquiries <= 5, `asked ${after.inquiries - inquiries} times`);
  },
);
