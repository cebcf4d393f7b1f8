import assert from 'node:assert/strict';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Harness } from '../support/harness.ts';
import { scenario } from '../support/scenario.ts';
import { DAY, HOUR, MINUTE } from '../support/durations.ts';
import { paidPayment } from '../support/paid-payment.ts';

/*
 * The merchant's staff refunds a payment in the provider's dashboard. If the provider notifies us we inquire; if it does
 * not, the next inquiry about the payment finds the refund.
 */

/** A full or partial refund in the dashboard, then whatever follows automatically, then one inquiry. */
async function refundInDashboard(harness: Harness, payment: Payment, amount?: number): Promise<void> {
  const { ok, message } = await harness.perform(payment, 'refund', amount);
  assert.ok(ok, message);
  await harness.advance(60_000);
  await inquirePayment(harness.domain, payment.id);
}

const countRefundEvents = async (harness: Harness): Promise<number> =>
  (await harness.eventTypes('payment.refunded')).length;

const refundsOf = (harness: Harness, { id }: Payment) => harness.domain.store.refundsOf(id);

scenario.needing(
  'refundable',
  'a partial refund in the dashboard: recorded, reported once, and only the rest can be refunded (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    await refundInDashboard(harness, payment, 50_000);
    const [refund, ...more] = await refundsOf(harness, payment);
    assert.deepEqual(more, []);
    assert.deepEqual([refund?.origin, refund?.status, refund?.amount], ['provider', 'succeeded', 50_000]);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await countRefundEvents(harness), 1);

    await inquirePayment(harness.domain, payment.id);
    for (const notification of [...harness.notifications]) await harness.deliver(notification.clone());
    await harness.advance(60_000);
    assert.equal(await countRefundEvents(harness), 1);

    const rest = await harness.refund(payment);
    assert.deepEqual([rest.amount, rest.origin], [payment.amount - 50_000, 'api']);
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).refundedAmount, payment.amount);
    await assert.rejects(harness.refund(payment), /Nothing is left/);
  },
);

scenario.needing(
  'refundable',
  'a full refund in the dashboard: one refund and no reversal (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    await refundInDashboard(harness, payment);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.refundedAmount, after.reversedAt], ['succeeded', payment.amount, undefined]);
    assert.equal((await refundsOf(harness, payment)).length, 1);
    assert.equal(await countRefundEvents(harness), 1);
  },
);

scenario.needing(
  'refundable',
  'a refund of ours whose response was lost: recorded once, as ours (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const refund = await harness.refund(payment, 50_000);
    assert.equal(refund.status, 'unknown');
    await inquirePayment(harness.domain, payment.id);
    await harness.advance(DAY);
    await inquirePayment(harness.domain, payment.id);
    const all = await refundsOf(harness, payment);
    assert.deepEqual(
      all.map(({ id, origin, status }) => [id, origin, status]),
      [[refund.id, 'api', 'succeeded']],
    );
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await countRefundEvents(harness), 1);
  },
);

scenario.needing(
  'refundable',
  'a refund of ours, then one in the dashboard: each is recorded once (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    await harness.refund(payment, 20_000);
    await harness.advance(60_000);
    await refundInDashboard(harness, payment, 30_000);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    const origins = (await refundsOf(harness, payment)).map(({ origin, amount }) => `${origin} ${amount}`);
    assert.deepEqual(new Set(origins), new Set(['api 20000', 'provider 30000']));
    assert.equal(await countRefundEvents(harness), 2);
  },
);

scenario.needing(
  'refundable',
  'the inquiries about a refund in the dashboard fail: asked again, and recorded once answered (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    for (const operation of ['inquire', 'inquire_refund'] as const)
      harness.simulator.fail({ operation, kind: '503', times: 3 });
    const { ok, message } = await harness.perform(payment, 'refund', 50_000);
    assert.ok(ok, message);
    await harness.advance(5 * MINUTE);
    // A refund without a notification is found by the next inquiry.
    for (let round = 0; round < 4; round += 1) await inquirePayment(harness.domain, payment.id);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await countRefundEvents(harness), 1);
  },
);

scenario.needing(
  'refundable',
  'a late payment refunded in the dashboard: recorded, and not refunded again by a decision (F1, D6)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.refundable ?? {});
    await harness.advance(26 * HOUR);
    await harness.perform(payment, 'pay late');
    await harness.advance(26 * HOUR);
    const late = await inquirePayment(harness.domain, payment.id);
    assert.equal(late.review, 'paid_late');
    // Not every dashboard offers it.
    if (!(await harness.perform(payment, 'refund')).ok) return;
    await harness.advance(60_000);
    await inquirePayment(harness.domain, payment.id);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.refundedAmount], [late.status, payment.amount]);
    const decision = { paymentId: payment.id, decision: 'refund', note: 'late', by: 'cashier' } as const;
    await assert.rejects(
      resolvePayment(harness.domain, { ...decision, id: harness.domain.idGenerator.next('rf') }),
      /Nothing is left/,
    );
  },
);

scenario.needing(
  'refundable',
  'a dashboard refund as large as one of ours that never arrived: recorded as the provider’s (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_before' });
    const id = harness.domain.idGenerator.next('rf');
    const ours = await harness.refund(payment, 70_000, id);
    assert.equal(ours.status, 'unknown');
    // The first is smaller than ours, the second as large.
    for (const amount of [20_000, 70_000]) await refundInDashboard(harness, payment, amount);
    await harness.advance(DAY);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 90_000);
    const all = await refundsOf(harness, payment);
    const recorded = all.filter(({ status }) => status === 'succeeded').reduce((sum, { amount }) => sum + amount, 0);
    assert.equal(recorded, 90_000, 'what was refunded is recorded, under either origin');
    assert.ok(!all.some(({ status }) => status === 'unknown' || status === 'processing'));
  },
);

scenario.needing(
  'refundable',
  'dashboard refunds while one of ours is unknown but was made: each is recorded once, and ours succeeds (F1)',
  async (harness, subject) => {
    const payment = await paidPayment(harness, subject);
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const id = harness.domain.idGenerator.next('rf');
    await harness.refund(payment, 50_000, id);
    harness.simulator.fail({ operation: 'inquire_refund', kind: '503', times: 2 });
    await harness.advance(10_000);
    for (const amount of [20_000, 30_000]) assert.ok((await harness.perform(payment, 'refund', amount)).ok);
    // No manual inquiry.
    await harness.advance(DAY);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 100_000);
    assert.equal((await harness.domain.store.findRefund(id))?.status, 'succeeded');
  },
);
