import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { forgedXendit, madeUpId } from '../support/forged-notification.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/* A notification names a payment in more ways than one: the provider's own names go before a text of ours. */

async function benchOf(t: TestContext): Promise<{ bench: Bench; subject: Subject }> {
  const subject = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail('no such provider');
  const bench = await openBench(subject);
  t.after(() => bench.close());
  return { bench, subject };
}

async function paid(bench: Bench, subject: Subject): Promise<Payment> {
  const payment = await bench.pay(await bench.checkout(), subject.refundable ?? {});
  await bench.perform(payment, 'pay');
  await bench.advance(60_000);
  return bench.payment(payment.id);
}

describe('Xendit', () => {
  it('the payment request says whose it is, also where the reference is another payment’s of ours (P4)', async (t) => {
    const { bench, subject } = await benchOf(t);
    const meant = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    const other = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    const data = {
      payment_request_id: (await bench.payment(meant.id)).providerReferences['request'],
      reference_id: other.merchantReference,
    };
    assert.equal(await bench.deliver(forgedXendit('payment.succeeded', data)), 200);
    const heard = async ({ id }: Payment) => (await bench.history(id)).some(({ source }) => source === 'notification');
    assert.deepEqual([await heard(meant), await heard(other)], [true, false]);
  });

  for (const event of ['payment.disputed', 'dispute.created', 'chargeback.opened'])
    it(`${event}, which names a payment alone, makes us ask about it (P4)`, async (t) => {
      const { bench, subject } = await benchOf(t);
      const payment = await paid(bench, subject);
      const before = payment.inquiries;
      assert.equal(
        await bench.deliver(forgedXendit(event, { payment_id: payment.providerReferences['payment'] })),
        200,
      );
      await bench.advance(10_000);
      assert.ok((await bench.payment(payment.id)).inquiries > before);
    });

  for (const name of ['payment_id', 'reference_id'])
    it(`a refund by hand whose notification names the payment by ${name} is booked (F1)`, async (t) => {
      const { bench, subject } = await benchOf(t);
      const payment = await paid(bench, subject);
      bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
      assert.ok((await bench.perform(payment, 'refund', 50_000)).ok);
      await bench.advance(60_000);
      assert.equal((await bench.payment(payment.id)).refundedAmount, 0);
      const named = name === 'payment_id' ? payment.providerReferences['payment'] : payment.merchantReference;
      const data = { id: madeUpId('rfd', name), status: 'SUCCEEDED', amount: 50_000, currency: 'IDR', [name]: named };
      assert.equal(await bench.deliver(forgedXendit('refund.succeeded', data)), 200);
      await bench.advance(60_000);
      assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    });

  it('a refund of ours whose answer was lost is asked about by the name that its notification gave it (F1)', async (t) => {
    const { bench, subject } = await benchOf(t);
    const payment = await paid(bench, subject);
    bench.simulator.fail({ operation: 'refund', kind: '500_after_commit' });
    bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
    const id = bench.domain.idGenerator.next('rf');
    const { merchantReference } = await refundPayment(bench.domain, { id, paymentId: payment.id, amount: 50_000 });
    const made = bench.simulator.ledger().find(({ kind }) => kind === 'refund')?.id ?? assert.fail('not made');
    const asked: string[] = [];
    const gateway = bench.domain.providerRouter.gateway('xendit');
    const { inquireRefund } = gateway;
    gateway.inquireRefund = async (payment, refund, signal) => {
      asked.push(refund.unconfirmedReferences?.['refund'] ?? 'nothing');
      return (await inquireRefund?.(payment, refund, signal)) ?? [];
    };
    const data = { id: made, reference_id: merchantReference, status: 'SUCCEEDED', amount: 50_000, currency: 'IDR' };
    assert.equal(await bench.deliver(forgedXendit('refund.succeeded', data)), 200);
    await bench.advance(30_000);
    assert.ok(asked.includes(made));
    assert.equal((await bench.domain.store.findRefund(id))?.status, 'succeeded');
  });
});
