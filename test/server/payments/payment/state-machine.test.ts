import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  decide,
  TRANSITIONS,
  type Decision,
  type Evidence,
} from '../../../../server/payments/payment/state-machine.ts';
import type { Payment } from '../../../../server/payments/model/model.ts';
import type { PaymentOutcome } from '../../../../server/payments/ports/ports.ts';
import { isFinal, PAYMENT_STATUSES, REVIEWS } from '../../../../shared/payment-status.ts';
import { aPayment, aReport } from '../../../support/a-payment.ts';

const OUTCOMES: readonly PaymentOutcome[] = [
  'requires_action',
  'processing',
  'authorized',
  'paid',
  'failed',
  'expired',
  'canceled',
  'reversed',
  'unknown',
];

const anyPayment: fc.Arbitrary<Payment> = fc
  .record({
    status: fc.constantFrom(...PAYMENT_STATUSES),
    transactionId: fc.constantFrom(undefined, 'tx-1', 'tx-2'),
    capturedAmount: fc.constantFrom(undefined, 100_000),
    review: fc.constantFrom(undefined, ...REVIEWS),
  })
  .map((over) => aPayment(over));

const anyEvidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc
    .record({
      source: fc.constantFrom('command' as const, 'inquiry' as const),
      outcome: fc.constantFrom(...OUTCOMES),
      reference: fc.constantFrom('pay01', 'pay02', undefined),
      transactionId: fc.constantFrom('tx-1', 'tx-2', undefined),
      money: fc.constantFrom(
        { amount: 150_000, currency: 'IDR' as const },
        { amount: 149_999, currency: 'IDR' as const },
        { amount: 100_000, currency: 'IDR' as const },
        { amount: 150_000, currency: 'PHP' as const },
        undefined,
      ),
    })
    .map(({ source, ...report }) => ({ source, report: aReport(report) })),
  fc.constantFrom<Evidence>({ source: 'clock', kind: 'time_up' }, { source: 'clock', kind: 'inquiries_ended' }),
  fc.constantFrom<Evidence>(
    { source: 'customer', kind: 'cancel_requested' },
    { source: 'merchant', kind: 'cancel_requested' },
  ),
);

const inquiry = (over: Parameters<typeof aReport>[0] = {}): Evidence => ({
  source: 'inquiry',
  report: aReport(over),
});
const alone = { paidByAnother: false };
const decided = (payment: Payment, evidence: Evidence, context = alone): Decision => decide(payment, evidence, context);

describe('the state machine of a payment', () => {
  it('has a cell for every status and every kind of evidence', () => {
    const columns = Object.keys(TRANSITIONS.creating).toSorted();
    assert.ok(columns.length >= 22);
    for (const status of PAYMENT_STATUSES)
      assert.deepEqual(Object.keys(TRANSITIONS[status]).toSorted(), columns, status);
  });

  it('pays only on an inquiry with our reference, the exact amount and the currency', () => {
    fc.assert(
      fc.property(anyPayment, anyEvidence, fc.boolean(), (payment, evidence, paidByAnother) => {
        const { to } = decide(payment, evidence, { paidByAnother });
        if (to !== 'succeeded' || payment.status === 'succeeded') return;
        assert.ok('report' in evidence && evidence.source === 'inquiry');
        assert.equal(evidence.report.outcome, 'paid');
        assert.equal(evidence.report.merchantReference, 'pay01');
        assert.deepEqual(evidence.report.money, {
          amount: payment.capturedAmount ?? payment.amount,
          currency: 'IDR',
        });
      }),
      { numRuns: 5_000 },
    );
  });

  it('never leaves a final status', () => {
    fc.assert(
      fc.property(anyPayment, anyEvidence, fc.boolean(), (payment, evidence, paidByAnother) => {
        if (isFinal(payment.status)) assert.equal(decide(payment, evidence, { paidByAnother }).to, payment.status);
      }),
      { numRuns: 5_000 },
    );
  });

  it('never drops money: a payment reported as paid succeeds, is a repeat, or gets a review', () => {
    fc.assert(
      fc.property(anyPayment, anyEvidence, fc.boolean(), (payment, evidence, paidByAnother) => {
        if (!('report' in evidence) || evidence.source !== 'inquiry') return;
        const { outcome, merchantReference, transactionId } = evidence.report;
        if (outcome !== 'paid' || merchantReference !== payment.merchantReference) return;
        const { to, review } = decide(payment, evidence, { paidByAnother });
        const repeats =
          payment.status === 'succeeded' &&
          (payment.transactionId === undefined ||
            transactionId === undefined ||
            payment.transactionId === transactionId);
        assert.ok(to === 'succeeded' || review !== undefined || repeats);
      }),
      { numRuns: 5_000 },
    );
  });

  it('a payment that is left to the merchant stays so until an answer decides something', () => {
    const left = aPayment({ status: 'unknown' });
    const ended = { paidByAnother: false, inquiriesEnded: true };
    const after = (outcome: PaymentOutcome): string => decided(left, inquiry({ outcome }), ended).to;
    assert.deepEqual(OUTCOMES.map(after), [
      'unknown',
      'unknown',
      'authorized',
      'succeeded',
      'failed',
      'expired',
      'canceled',
      'unknown',
      'unknown',
    ]);
    assert.equal(decided(left, inquiry({ outcome: 'processing' })).to, 'processing');
  });

  it('a create that answers "paid" does not pay; an inquiry has to confirm it', () => {
    assert.equal(decided(aPayment({ status: 'creating' }), { source: 'command', report: aReport() }).to, 'processing');
  });

  it('another amount raises the review amount_differs', () => {
    for (const money of [
      { amount: 149_999, currency: 'IDR' },
      { amount: 150_000, currency: 'PHP' },
      undefined,
    ] as const) {
      const { to, review } = decided(aPayment(), inquiry({ money }));
      assert.deepEqual({ to, review }, { to: 'processing', review: 'amount_differs' });
    }
  });

  it('another transaction on a paid payment raises the review paid_twice', () => {
    const paid = aPayment({ status: 'succeeded', transactionId: 'tx-1' });
    assert.equal(decided(paid, inquiry({ transactionId: 'tx-1' })).review, undefined);
    assert.equal(decided(paid, inquiry({ transactionId: 'tx-2' })).review, 'paid_twice');
  });

  it('money after the end raises paid_late, or paid_twice where another payment has paid the checkout', () => {
    for (const status of ['expired', 'canceled', 'failed'] as const) {
      assert.equal(decided(aPayment({ status }), inquiry()).review, 'paid_late');
      assert.equal(decided(aPayment({ status }), inquiry(), { paidByAnother: true }).review, 'paid_twice');
    }
    assert.deepEqual(decided(aPayment(), inquiry(), { paidByAnother: true }), {
      to: 'succeeded',
      review: 'paid_twice',
      reversed: false,
      transactionId: 'tx-1',
    });
  });

  it('refuses a report that goes backwards or has another reference, and says why', () => {
    assert.equal(
      decided(aPayment({ status: 'succeeded' }), inquiry({ outcome: 'requires_action' })).refused,
      'backwards',
    );
    assert.equal(decided(aPayment(), inquiry({ merchantReference: 'pay99' })).refused, 'other_reference');
  });

  it('reverses a paid payment once and leaves its status', () => {
    const paid = aPayment({ status: 'succeeded', transactionId: 'tx-1' });
    assert.deepEqual(decided(paid, inquiry({ outcome: 'reversed' })), { to: 'succeeded', reversed: true });
    assert.equal(decided({ ...paid, reversedAt: 1 }, inquiry({ outcome: 'reversed' })).reversed, false);
    assert.equal(decided(paid, inquiry({ outcome: 'reversed', transactionId: 'tx-2' })).refused, 'other_transaction');
  });

  it('takes a reversal for its own refund where money was refunded', () => {
    const paid = aPayment({ status: 'succeeded', transactionId: 'tx-1' });
    const context = { ...alone, returning: true };
    assert.deepEqual(decided(paid, inquiry({ outcome: 'reversed' }), context), { to: 'succeeded', reversed: false });
    assert.equal(
      decided(paid, inquiry({ outcome: 'reversed', transactionId: 'tx-2' }), context).refused,
      'other_transaction',
    );
  });

  it('raises a challenge once, while the payment can still be paid', () => {
    const challenged = inquiry({ outcome: 'processing', challenged: true });
    const open = decided(aPayment(), challenged);
    assert.deepEqual({ to: open.to, review: open.review }, { to: 'processing', review: 'challenge' });
    assert.equal(decide(aPayment(), challenged, { ...alone, justDecided: true }).review, undefined);
    assert.equal(decided(aPayment({ status: 'authorized' }), challenged).review, undefined);
    assert.equal(decided(aPayment({ status: 'failed' }), challenged).refused, 'closed');
    const held = decided(aPayment(), inquiry({ outcome: 'authorized', challenged: true }));
    assert.deepEqual({ to: held.to, review: held.review }, { to: 'processing', review: 'challenge' });
  });

  it('keeps an unknown payment unknown until an inquiry knows its outcome', () => {
    const unknown = aPayment({ status: 'unknown' });
    assert.equal(decided(unknown, inquiry({ outcome: 'unknown' })).to, 'unknown');
    assert.equal(decided(unknown, inquiry()).to, 'succeeded');
    assert.equal(decided(unknown, inquiry({ outcome: 'requires_action' })).to, 'requires_action');
  });
});
