import assert from 'node:assert/strict';
import { reconcilePayment } from '../../server/payments/reconciliation/reconcile-payment.ts';
import type { Harness } from '../support/harness.ts';
import { paidPayment } from '../support/paid-payment.ts';
import { scenario } from '../support/scenario.ts';

/* An operator compares what is here with what the provider says, after notifications were lost. */

const result = async (harness: Harness, { id }: { id: string }): Promise<string> =>
  (await reconcilePayment(harness.domain, id)).result;

scenario(
  'a payment that was paid while its notification was lost differs, and matches afterwards',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    assert.equal(await result(harness, payment), 'matched');
    await harness.perform(payment, 'pay');
    const { before, reports, after, ...rest } = await reconcilePayment(harness.domain, payment.id);
    assert.deepEqual(rest, { result: 'status_differs' });
    assert.deepEqual([before.status, after.status], ['requires_action', 'succeeded']);
    assert.deepEqual(
      reports.map(({ money }) => money?.amount),
      [payment.amount],
    );
    assert.equal(await result(harness, payment), 'matched');
  },
);

scenario(
  'a provider that is silent has said nothing; one that does not know the payment has',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    harness.simulator.silent = true;
    assert.equal(await result(harness, payment), 'unanswered');
    harness.simulator.silent = false;
    harness.simulator.fail({ operation: 'inquire', kind: 'not_found' });
    // NICEPAY has no answer that means just this.
    assert.equal(await result(harness, payment), subject.id === 'nicepay' ? 'unanswered' : 'missing_there');
    assert.equal((await harness.payment(payment.id)).status, 'requires_action', 'it changes nothing');
  },
);

scenario.needing('refundable', 'a refund in the dashboard is reported once', async (harness, subject) => {
  const payment = await paidPayment(harness, subject);
  assert.equal(await result(harness, payment), 'matched');
  assert.ok((await harness.perform(payment, 'refund', 50_000)).ok);
  assert.equal(await result(harness, payment), 'refunded_there');
  assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
  assert.equal(await result(harness, payment), 'matched');
});
