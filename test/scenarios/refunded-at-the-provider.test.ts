import assert from 'node:assert/strict';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Bench } from '../support/bench.ts';
import { scenario } from '../support/scenario.ts';
import type { Subject } from '../support/subjects.ts';

/*
 * Somebody of the merchant gives money back in the provider's back office. Where the provider tells of it we ask; where
 * it does not, whoever asks about the payment hears of it.
 */

async function paid(bench: Bench, { refundable }: Subject): Promise<Payment> {
  const payment = await bench.pay(await bench.checkout(), refundable ?? {});
  await bench.perform(payment, 'pay');
  await bench.advance(60_000);
  assert.equal((await bench.payment(payment.id)).status, 'succeeded');
  return payment;
}

/** By hand, all of it or a part; then everything that follows by itself, and one question. */
async function returnByHand(bench: Bench, payment: Payment, amount?: number): Promise<void> {
  const { ok, message } = await bench.perform(payment, 'refund', amount);
  assert.ok(ok, message);
  await bench.advance(60_000);
  await inquirePayment(bench.domain, payment.id);
}

const told = async (bench: Bench): Promise<number> =>
  (await bench.events()).filter(({ type }) => type === 'payment.refunded').length;

const refundsOf = (bench: Bench, { id }: Payment) => bench.domain.store.refundsOf(id);

scenario.needing(
  'refundable',
  'support gives a part back on the dashboard: booked, told once, and the rest is what is left (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    await returnByHand(bench, payment, 50_000);
    const [refund, ...more] = await refundsOf(bench, payment);
    assert.deepEqual(more, []);
    assert.deepEqual([refund?.origin, refund?.status, refund?.amount], ['provider', 'succeeded', 50_000]);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await told(bench), 1);

    await inquirePayment(bench.domain, payment.id);
    for (const notification of [...bench.notifications]) await bench.deliver(notification.clone());
    await bench.advance(60_000);
    assert.equal(await told(bench), 1);

    const rest = await refundPayment(bench.domain, { id: bench.domain.idGenerator.next('rf'), paymentId: payment.id });
    assert.deepEqual([rest.amount, rest.origin], [payment.amount - 50_000, 'api']);
    await bench.advance(60_000);
    assert.equal((await bench.payment(payment.id)).refundedAmount, payment.amount);
    await assert.rejects(
      refundPayment(bench.domain, { id: bench.domain.idGenerator.next('rf'), paymentId: payment.id }),
      /Nothing is left/,
    );
  },
);

scenario.needing(
  'refundable',
  'all of it given back by hand: one refund, and no reversal besides (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    await returnByHand(bench, payment);
    const after = await bench.payment(payment.id);
    assert.deepEqual([after.status, after.refundedAmount, after.reversedAt], ['succeeded', payment.amount, undefined]);
    assert.equal((await refundsOf(bench, payment)).length, 1);
    assert.equal(await told(bench), 1);
  },
);

scenario.needing(
  'refundable',
  'a refund of ours whose answer got lost explains what went back: it is booked once, as ours (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    bench.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const refund = await refundPayment(bench.domain, {
      id: bench.domain.idGenerator.next('rf'),
      paymentId: payment.id,
      amount: 50_000,
    });
    assert.equal(refund.status, 'unknown');
    await inquirePayment(bench.domain, payment.id);
    await bench.advance(24 * 3_600_000);
    await inquirePayment(bench.domain, payment.id);
    const all = await refundsOf(bench, payment);
    assert.deepEqual(
      all.map(({ id, origin, status }) => [id, origin, status]),
      [[refund.id, 'api', 'succeeded']],
    );
    assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await told(bench), 1);
  },
);

scenario.needing(
  'refundable',
  'ours and theirs, one after the other: both count, each once (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    await refundPayment(bench.domain, {
      id: bench.domain.idGenerator.next('rf'),
      paymentId: payment.id,
      amount: 20_000,
    });
    await bench.advance(60_000);
    await returnByHand(bench, payment, 30_000);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    const origins = (await refundsOf(bench, payment)).map(({ origin, amount }) => `${origin} ${amount}`);
    assert.deepEqual(new Set(origins), new Set(['api 20000', 'provider 30000']));
    assert.equal(await told(bench), 2);
  },
);

scenario.needing(
  'refundable',
  'nobody answers when it is heard of: it is asked again, and booked once somebody does (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    for (const operation of ['inquire', 'inquire_refund'] as const)
      bench.simulator.fail({ operation, kind: '503', times: 3 });
    const { ok, message } = await bench.perform(payment, 'refund', 50_000);
    assert.ok(ok, message);
    await bench.advance(5 * 60_000);
    // What is told of nobody waits until somebody asks.
    for (let round = 0; round < 4; round += 1) await inquirePayment(bench.domain, payment.id);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    assert.equal(await told(bench), 1);
  },
);

scenario.needing(
  'refundable',
  'late money that support gave back on the dashboard: booked, and not given back once more by a decision (F1, D6)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.refundable ?? {});
    await bench.advance(26 * 3_600_000);
    await bench.perform(payment, 'pay late');
    await bench.advance(26 * 3_600_000);
    const late = await inquirePayment(bench.domain, payment.id);
    assert.equal(late.review, 'paid_late');
    // Whose dashboard has no button for it has nothing to be told of.
    if (!(await bench.perform(payment, 'refund')).ok) return;
    await bench.advance(60_000);
    await inquirePayment(bench.domain, payment.id);
    const after = await bench.payment(payment.id);
    assert.deepEqual([after.status, after.refundedAmount], [late.status, payment.amount]);
    const decision = { paymentId: payment.id, decision: 'refund', note: 'late', by: 'the till' } as const;
    await assert.rejects(
      resolvePayment(bench.domain, { ...decision, id: bench.domain.idGenerator.next('rf') }),
      /Nothing is left/,
    );
  },
);

scenario.needing(
  'refundable',
  'theirs looks like one of ours that never arrived: booked as theirs once ours is decided (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    bench.simulator.fail({ operation: 'refund', kind: 'timeout_before' });
    const id = bench.domain.idGenerator.next('rf');
    const ours = await refundPayment(bench.domain, { id, paymentId: payment.id, amount: 70_000 });
    assert.equal(ours.status, 'unknown');
    // In steps: neither of them is as large as ours, and then one is.
    for (const amount of [20_000, 70_000]) await returnByHand(bench, payment, amount);
    await bench.advance(24 * 3_600_000);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 90_000);
    const all = await refundsOf(bench, payment);
    const booked = all.filter(({ status }) => status === 'succeeded').reduce((sum, { amount }) => sum + amount, 0);
    assert.equal(booked, 90_000, 'what went back is booked, whoever is taken for its author');
    assert.ok(!all.some(({ status }) => status === 'unknown' || status === 'processing'));
  },
);

scenario.needing(
  'refundable',
  'theirs in steps while one of ours is open that was done: each counts once, and ours is decided (F1)',
  async (bench, subject) => {
    const payment = await paid(bench, subject);
    bench.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const id = bench.domain.idGenerator.next('rf');
    await refundPayment(bench.domain, { id, paymentId: payment.id, amount: 50_000 });
    bench.simulator.fail({ operation: 'inquire_refund', kind: '503', times: 2 });
    await bench.advance(10_000);
    for (const amount of [20_000, 30_000]) assert.ok((await bench.perform(payment, 'refund', amount)).ok);
    // Nobody asks by hand.
    await bench.advance(24 * 3_600_000);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 100_000);
    assert.equal((await bench.domain.store.findRefund(id))?.status, 'succeeded');
  },
);
