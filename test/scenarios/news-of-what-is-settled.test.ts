import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

async function benchOf(t: TestContext, id: string): Promise<{ bench: Bench; subject: Subject }> {
  const subject = SUBJECTS.find((one) => one.id === id) ?? assert.fail(id);
  const bench = await openBench(subject);
  t.after(() => bench.close());
  return { bench, subject };
}

async function paid(bench: Bench, { refundable }: Subject): Promise<Payment> {
  const payment = await bench.pay(await bench.checkout(), refundable ?? {});
  await bench.perform(payment, 'pay');
  await bench.advance(MINUTE);
  return bench.payment(payment.id);
}

describe('a notification about what is settled, or not known, and the questions it leads to', () => {
  for (const silence of [1, 8])
    it(`a refund that is called failed has gone back: found after ${silence} questions without an answer (D1)`, async (t) => {
      const { bench, subject } = await benchOf(t, 'xendit');
      const payment = await paid(bench, subject);
      bench.simulator.fail({ operation: 'refund', kind: '500_after_commit' });
      const id = bench.domain.idGenerator.next('rf');
      const refund = await refundPayment(bench.domain, { id, paymentId: payment.id, amount: 50_000 });
      await commit(bench.domain, ({ tx, now }) => tx.updateRefund(id, { status: 'failed', updatedAt: now }));
      await commit(bench.domain, ({ tx }) => tx.dropJob('inquire_refund', id));
      bench.simulator.fail({ operation: 'inquire_refund', kind: '503', times: silence });
      await bench.deliver(
        subject.signedNotification({
          event: 'refund.succeeded',
          ...{ id: 'rfd-00000000-0000-4000-8000-00000000ffff', reference_id: refund.merchantReference },
          ...{
            payment_request_id: payment.providerReferences['request'],
            status: 'SUCCEEDED',
            amount: 50_000,
            currency: 'IDR',
          },
        }),
      );
      await bench.advance(DAY);
      assert.equal((await bench.domain.store.findRefund(id))?.status, 'succeeded');
      assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    });

  it('money went back by hand, and the list of what went back is hours behind: found all the same (D1)', async (t) => {
    const { bench, subject } = await benchOf(t, 'xendit');
    const payment = await paid(bench, subject);
    const gateway = bench.domain.providerRouter.gateway(subject.id);
    const real = gateway.inquireProviderRefunds?.bind(gateway) ?? assert.fail();
    let asked = 0;
    let isBehind = true;
    gateway.inquireProviderRefunds = async (ref, signal) => {
      asked += 1;
      return isBehind ? { refunds: [] } : real(ref, signal);
    };
    await bench.perform(payment, 'refund', 50_000);
    await bench.advance(180 * MINUTE);
    isBehind = false;
    await bench.advance(DAY);
    assert.equal((await bench.payment(payment.id)).refundedAmount, 50_000);
    assert.ok(asked < 25, `asked ${asked} times`);
    const sofar = asked;
    await bench.advance(10 * DAY);
    assert.equal(asked, sofar, 'once it is found, nothing is left to ask');
  });

  it('a payout that is called failed was sent: found after questions without an answer (D1)', async (t) => {
    const { bench, subject } = await benchOf(t, 'bdpay');
    const { id, merchantReference } = await bench.payOut();
    const there = bench.simulator.payouts?.()[0] ?? assert.fail('it was not sent');
    bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 10 });
    bench.simulator.decide?.(there.id, 'paid');
    await commit(bench.domain, ({ tx, now }) => tx.updatePayout(id, { status: 'failed', updatedAt: now }));
    await commit(bench.domain, ({ tx }) => tx.dropJob('inquire_payout', id));
    bench.simulator.fail({ operation: 'inquire_payout', kind: '503', times: 4 });
    const said = { code: '00', money: 200_000, orderNum: merchantReference, platOrderNum: there.id, status: '2' };
    assert.equal(await bench.deliver(subject.signedNotification({ ...said, bankCode: '014' })), 200);
    await bench.advance(DAY);
    assert.equal((await bench.payout(id)).status, 'succeeded');
  });

  for (const inFlight of [false, true])
    it(`a notification that nobody can read, ${inFlight ? 'again while its question is on its way, ' : ''}and no answer: asked again (D1)`, async (t) => {
      const { bench, subject } = await benchOf(t, 'xendit');
      const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
      await bench.advance(3 * DAY);
      const tell = (mark: string): Promise<number> =>
        bench.deliver(
          subject.signedNotification({
            event: 'of.tomorrow',
            mark,
            payment_request_id: payment.providerReferences['request'],
          }),
        );
      bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 10 });
      const payLate = async (): Promise<void> => {
        await bench.perform(payment, 'pay late');
        bench.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
      };
      const gateway = bench.domain.providerRouter.gateway(subject.id);
      const real = gateway.inquire.bind(gateway);
      let isFirst = true;
      gateway.inquire = async (...asking) => {
        const said = await real(...asking);
        if (inFlight && isFirst) {
          isFirst = false;
          bench.clock.set(bench.clock.now() + 1);
          await tell('b');
          await payLate();
        }
        return said;
      };
      if (!inFlight) await payLate();
      assert.equal(await tell('a'), 200);
      await bench.advance(DAY);
      const after = await bench.payment(payment.id);
      assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', 'paid_late', []]);
    });
});
