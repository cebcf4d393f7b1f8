import assert from 'node:assert/strict';
import { cancelCheckout } from '../../server/payments/checkout/cancel-checkout.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Checkout, Payment } from '../../server/payments/model/model.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import type { Gateway, PaymentReport, ProviderReport } from '../../server/payments/ports/ports.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import type { ReviewDecision } from '../../server/payments/review/review-actions.ts';
import type { Harness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { paidPayment } from '../support/paid-payment.ts';
import { scenario } from '../support/scenario.ts';
import type { Sample } from '../support/stage.ts';
import { DAY, HOUR } from '../support/durations.ts';

const decide = (
  { domain }: Harness,
  { id: paymentId }: Payment,
  decision: ReviewDecision,
  id = domain.idGenerator.next('rf'),
): Promise<Payment> =>
  resolvePayment(domain, { id, paymentId, decision, note: 'seen in the dashboard', by: 'cashier' });

async function paidWithAnotherAmount(harness: Harness, sample: Sample): Promise<Payment> {
  const checkout = await harness.openCheckout({ reference: 'order-1' });
  const payment = await harness.pay(checkout, sample);
  harness.simulator.fail({ operation: 'inquire', kind: 'wrong_amount', times: 500 });
  await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  const after = await harness.payment(payment.id);
  assert.deepEqual([after.status, after.review], ['processing', 'amount_differs']);
  return after;
}

async function paidLate(harness: Harness, sample: Sample): Promise<{ checkout: Checkout; payment: Payment }> {
  const checkout = await harness.openCheckout({ reference: 'order-1', expiresAt: harness.clock.now() + HOUR });
  const payment = await harness.pay(checkout, sample);
  await harness.perform(payment, 'pay late');
  await harness.advance(26 * HOUR);
  const after = await harness.payment(payment.id);
  assert.equal(after.review, 'paid_late');
  return { checkout, payment: after };
}

/** What `change` makes of the provider's reports about a payment. */
function withReports(domain: Domain, change: (report: PaymentReport) => readonly PaymentReport[]): Domain {
  const providerRouter = domain.providerRouter;
  const gateway = (provider: string): Gateway => ({
    ...providerRouter.gateway(provider),
    inquire: async (...args) =>
      (await providerRouter.gateway(provider).inquire(...args)).flatMap((report): readonly ProviderReport[] =>
        report.subject === 'payment' ? change(report) : [report],
      ),
  });
  return { ...domain, providerRouter: { ...providerRouter, gateway } };
}

/** The provider reports this amount for every payment. */
const withReportedAmount = (domain: Domain, amount: number): Domain =>
  withReports(domain, (report) => [
    report.money === undefined ? report : { ...report, money: { ...report.money, amount } },
  ]);

/** The provider reports that every payment was paid a second time. */
const withSecondTransaction = (domain: Domain): Domain =>
  withReports(domain, (report) => [report, { ...report, transactionId: 'second-transaction' }]);

const statusOf = async ({ domain }: Harness, { checkoutId }: Payment): Promise<string | undefined> =>
  (await domain.store.findCheckout(checkoutId))?.status;

scenario(
  'amount differs, accepted by an operator: paid, with each event once and in order (D6)',
  async (harness, { samples }) => {
    const payment = await paidWithAnotherAmount(harness, samples.virtual_account);
    const id = harness.domain.idGenerator.next('rf');
    const after = await decide(harness, payment, 'accept', id);
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
    assert.equal(await statusOf(harness, payment), 'paid');
    assert.equal((await decide(harness, payment, 'accept', id)).status, 'succeeded');
    await assert.rejects(() => decide(harness, payment, 'accept'), isDomainError('state_conflict'));
    assert.deepEqual(await harness.eventTypes('payment.succeeded', 'checkout.paid', 'payment.review_resolved'), [
      'payment.succeeded',
      'checkout.paid',
      'payment.review_resolved',
    ]);
    const entry = (await harness.history(payment.id)).find(({ said }) => said === 'resolved amount_differs: accept');
    assert.match(entry?.note ?? '', /seen in the dashboard.*cashier/);
    await harness.advance(26 * HOUR);
    assert.equal((await harness.payment(payment.id)).review, undefined);
  },
);

scenario(
  'amount differs, dismissed by an operator: canceled, and the checkout can be canceled and frees its reference (D6)',
  async (harness, { samples }) => {
    const payment = await paidWithAnotherAmount(harness, samples.virtual_account);
    await assert.rejects(() => cancelCheckout(harness.domain, payment.checkoutId), isDomainError('state_conflict'));
    assert.equal((await decide(harness, payment, 'dismiss')).status, 'canceled');
    assert.equal(await statusOf(harness, payment), 'open');
    assert.equal((await cancelCheckout(harness.domain, payment.checkoutId)).status, 'canceled');
    await harness.openCheckout({ reference: 'order-1' });
  },
);

scenario(
  'a checkout expires during the review of a different amount; accepted afterwards, it is paid (D6)',
  async (harness, { samples }) => {
    const payment = await paidWithAnotherAmount(harness, samples.virtual_account);
    await harness.advance(26 * HOUR);
    assert.equal(await statusOf(harness, payment), 'expired');
    assert.equal((await harness.payment(payment.id)).review, 'amount_differs');
    await decide(harness, payment, 'accept');
    assert.equal(await statusOf(harness, payment), 'paid');
  },
);

scenario.needing(
  'refundable',
  'amount differs, refunded by an operator: the received amount is refunded and the payment canceled (D6)',
  async (harness, { refundable }) => {
    const started = await harness.pay(await harness.openCheckout(), refundable ?? { channel: '' });
    await harness.perform(started, 'pay');
    const payment = await inquirePayment(withReportedAmount(harness.domain, 100_000), started.id);
    assert.deepEqual([payment.status, payment.review], ['processing', 'amount_differs']);
    const after = await decide(harness, payment, 'refund');
    assert.deepEqual([after.status, after.review], ['canceled', undefined]);
    const [refund] = await harness.domain.store.refundsOf(payment.id);
    assert.equal(refund?.amount, 100_000);
    await harness.advance(HOUR);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 100_000);
  },
);

scenario('paid late, accepted by an operator: the expired checkout becomes paid (D6)', async (harness, { samples }) => {
  const { payment } = await paidLate(harness, samples.virtual_account);
  assert.equal(await statusOf(harness, payment), 'expired');
  assert.equal((await decide(harness, payment, 'accept')).status, 'succeeded');
  assert.equal(await statusOf(harness, payment), 'paid');
  assert.deepEqual(await harness.eventTypes('payment.succeeded', 'checkout.paid', 'payment.review_resolved'), [
    'payment.succeeded',
    'checkout.paid',
    'payment.review_resolved',
  ]);
});

scenario(
  'paid late for a reference that a newer checkout uses: it cannot be accepted, only dismissed (D6)',
  async (harness, { samples }) => {
    const { payment } = await paidLate(harness, samples.virtual_account);
    await harness.openCheckout({ reference: 'order-1' });
    await assert.rejects(() => decide(harness, payment, 'accept'), isDomainError('state_conflict'));
    const after = await decide(harness, payment, 'dismiss');
    assert.deepEqual([after.status, after.review], ['expired', undefined]);
    await harness.advance(26 * HOUR);
    assert.equal((await harness.payment(payment.id)).review, undefined);
  },
);

scenario.needing(
  'refundable',
  'paid late and refunded, by a decision or by an ordinary refund: the status stays expired (D6)',
  async (harness, { refundable }) => {
    const { payment } = await paidLate(harness, refundable ?? { channel: '' });
    const id = harness.domain.idGenerator.next('rf');
    const partial = await harness.refund(payment, 50_000, id);
    assert.notEqual(partial.status, 'failed');
    await harness.advance(HOUR);
    const after = await decide(harness, payment, 'refund');
    assert.deepEqual([after.status, after.review], ['expired', undefined]);
    await harness.advance(HOUR);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 150_000);
  },
);

scenario(
  'an outcome unknown for an hour is reported for review once; dismissed by an operator, the payment has failed (D6)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 10_000 });
    const payment = await harness.pay(checkout, samples.virtual_account);
    await harness.advance(HOUR - 60_000);
    await assert.rejects(() => decide(harness, payment, 'dismiss'), isDomainError('state_conflict'));
    assert.deepEqual(await harness.eventTypes('payment.review_required'), []);
    await harness.advance(5 * HOUR);
    assert.deepEqual(await harness.eventTypes('payment.review_required'), ['payment.review_required']);
    await assert.rejects(() => decide(harness, payment, 'refund'), isDomainError('state_conflict'));
    assert.equal((await decide(harness, payment, 'dismiss')).status, 'failed');
    assert.deepEqual(await harness.eventTypes('payment.failed', 'payment.review_resolved'), [
      'payment.failed',
      'payment.review_resolved',
    ]);
  },
);

scenario(
  'an unknown outcome accepted by an operator who has seen the money: paid (D6)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 10_000 });
    const payment = await harness.pay(checkout, samples.virtual_account);
    await harness.advance(2 * HOUR);
    assert.equal((await decide(harness, payment, 'accept')).status, 'succeeded');
    assert.equal(await statusOf(harness, payment), 'paid');
  },
);

scenario.needing(
  'refundable',
  'the refund that an operator decided on fails: the review is opened again (D6)',
  async (harness, { refundable }) => {
    const { payment } = await paidLate(harness, refundable ?? { channel: '' });
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_before' });
    const after = await decide(harness, payment, 'refund');
    assert.equal(after.review, undefined);
    await harness.advance(DAY);
    assert.equal((await harness.domain.store.refundsOf(payment.id))[0]?.status, 'failed');
    assert.equal((await harness.payment(payment.id)).review, 'paid_late');
    const reviewEvents = await harness.eventTypes('payment.review_required', 'payment.review_resolved');
    assert.equal(reviewEvents[0], 'payment.review_required');
    assert.equal(reviewEvents.at(-1), 'payment.review_required');
    assert.ok(reviewEvents.includes('payment.review_resolved'));
  },
);

scenario.needing(
  'refundable',
  'paid twice, refunded by an operator: only the second payment is refunded (D6)',
  async (harness, { samples, refundable }) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const first = await harness.pay(checkout, samples.qr);
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
    const second = await harness.pay(checkout, refundable ?? { channel: '' });
    await harness.perform(first, 'pay');
    await harness.perform(second, 'pay');
    await harness.advance(HOUR);
    const paidTwice = [await harness.payment(first.id), await harness.payment(second.id)].find(
      ({ review }) => review === 'paid_twice',
    );
    assert.ok(paidTwice);
    await assert.rejects(() => decide(harness, paidTwice, 'accept'), isDomainError('state_conflict'));
    if (paidTwice.id !== second.id) return;
    const after = await decide(harness, paidTwice, 'refund');
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
    await harness.advance(HOUR);
    assert.equal((await harness.payment(second.id)).refundedAmount, 150_000);
    assert.equal(await statusOf(harness, second), 'paid');
  },
);

scenario.needing(
  'refundable',
  'the same payment paid twice, refunded by an operator: only the second amount is refunded (D6)',
  async (harness, subject) => {
    const { id } = await paidPayment(harness, subject);
    const payment = await inquirePayment(withSecondTransaction(harness.domain), id);
    assert.deepEqual([payment.review, payment.received.length], ['paid_twice', 2]);
    const after = await decide(harness, payment, 'refund');
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
    const refunds = await harness.domain.store.refundsOf(id);
    assert.deepEqual(
      refunds.map(({ amount }) => amount),
      [payment.amount],
    );
  },
);

scenario('a decision on a payment that is not under review is rejected (D6)', async (harness, { samples }) => {
  const payment = await harness.pay(await harness.openCheckout(), samples.virtual_account);
  for (const decision of ['accept', 'refund', 'dismiss'] as const)
    await assert.rejects(() => decide(harness, payment, decision), isDomainError('state_conflict'));
});
