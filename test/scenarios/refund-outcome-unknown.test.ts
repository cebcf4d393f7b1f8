import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { DAY, MINUTE } from '../support/durations.ts';

scenario.needing(
  'refundable',
  'a refund unknown for an hour is reported for review once, and inquired about further (D20)',
  async (harness, { refundable }) => {
    const payment = await harness.pay(await harness.openCheckout(), refundable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const { id } = await harness.refund(payment);
    for (const operation of ['inquire', 'inquire_refund'] as const)
      harness.simulator.fail({ operation, kind: '503', times: 10_000 });
    const refundsInReview = async (): Promise<readonly unknown[]> =>
      (await harness.events())
        .filter(({ type }) => type === 'payment.review_required')
        .map(({ body }) => (JSON.parse(body) as { data: { refund?: { id: string; status: string } } }).data.refund)
        .map((refund) => [refund?.id, refund?.status]);
    await harness.advance(59 * MINUTE);
    assert.deepEqual(await refundsInReview(), []);
    await harness.advance(DAY);
    assert.deepEqual(await refundsInReview(), [[id, 'unknown']]);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 0);
  },
);
