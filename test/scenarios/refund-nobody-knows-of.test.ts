import assert from 'node:assert/strict';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import { scenario } from '../support/scenario.ts';

scenario.needing(
  'refundable',
  'nobody knows for an hour what became of a refund: told once with the refund, and asked about still (D20)',
  async (bench, { refundable }) => {
    const payment = await bench.pay(await bench.checkout(), refundable ?? {});
    await bench.perform(payment, 'pay');
    await bench.advance(60_000);
    bench.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const { id } = await refundPayment(bench.domain, {
      id: bench.domain.idGenerator.next('rf'),
      paymentId: payment.id,
    });
    for (const operation of ['inquire', 'inquire_refund'] as const)
      bench.simulator.fail({ operation, kind: '503', times: 10_000 });
    const told = async (): Promise<readonly unknown[]> =>
      (await bench.events())
        .filter(({ type }) => type === 'payment.review_required')
        .map(({ body }) => (JSON.parse(body) as { data: { refund?: { id: string; status: string } } }).data.refund)
        .map((refund) => [refund?.id, refund?.status]);
    await bench.advance(59 * 60_000);
    assert.deepEqual(await told(), []);
    await bench.advance(24 * 3_600_000);
    assert.deepEqual(await told(), [[id, 'unknown']]);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 0);
  },
);
