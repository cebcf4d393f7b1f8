import assert from 'node:assert/strict';
import { presentStorefrontPayment } from '../../server/http/present/present-payment.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { scenario } from '../support/scenario.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { describe, it } from 'node:test';
import { DAY, HOUR } from '../support/durations.ts';

interface ReviewedPayment {
  readonly review?: string;
  readonly receivedAmount?: number;
}

/** The payments in the review events sent to the storefront, in order. */
const reviewedPayments = async (harness: Harness): Promise<readonly ReviewedPayment[]> =>
  (await harness.events())
    .filter(({ type }) => type === 'payment.review_required')
    .map(({ body }) => (JSON.parse(body) as { data: { payment: ReviewedPayment } }).data.payment);

scenario(
  'a payment is paid more than once: each receipt is reported once and kept with its amount (D15)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.perform(payment, 'pay');
    await harness.advance(10_000);
    const { ok } = await harness.perform(payment, 'pay twice');
    await harness.advance(DAY);
    const after = await harness.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    const times = harness.simulator.payments()[0]?.timesPaid ?? 0;
    if (!ok || times < 2) return;
    // A provider that reports one transaction id for all receipts of an order does not show the second one.
    if (after.received.length === 1) return;
    assert.equal(after.received.length, times);
    assert.equal(presentStorefrontPayment(after).receivedAmount, times * after.amount);
    assert.equal((await reviewedPayments(harness)).length, times - 1);
  },
);

describe('a code that is paid again', () => {
  it('paid late twice: reported twice, with the total received (D15)', async (t) => {
    const subject = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail();
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(25 * HOUR);
    await harness.perform(payment, 'pay late');
    await harness.advance(HOUR);
    await harness.perform(payment, 'pay late');
    await harness.advance(DAY);
    const after = await harness.payment(payment.id);
    assert.deepEqual(
      after.received.map(({ amount }) => amount),
      [150_000, 150_000],
    );
    assert.deepEqual(
      (await reviewedPayments(harness)).map(({ review, receivedAmount }) => [review, receivedAmount]),
      [
        ['paid_late', undefined],
        ['paid_late', 300_000],
      ],
    );
  });

  it('a reusable code whose cancel fails is canceled within five hours, and inquired about until then (D14)', async (t) => {
    const subject = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail();
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bjb' });
    harness.simulator.fail({ operation: 'cancel', kind: '503', times: 6 });
    await harness.perform(payment, 'pay');
    await harness.advance(10_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    assert.equal(harness.simulator.payments()[0]?.open, true);
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 50 });
    await harness.perform(payment, 'pay twice');
    await harness.advance(5 * HOUR);
    assert.equal(harness.simulator.payments()[0]?.open, false, 'closed in the end');
    const after = await harness.payment(payment.id);
    assert.equal(after.review, 'paid_twice');
    assert.ok(after.received.length >= 2);
  });
});
