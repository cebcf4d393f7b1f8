import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { DAY, MINUTE } from '../support/durations.ts';
import { harnessFor } from '../support/harness-for.ts';
import { paidPayment } from '../support/paid-payment.ts';

describe('a notification about a final or unknown payment, refund or payout leads to inquiries', () => {
  for (const silence of [1, 8])
    it(`a refund marked failed was made after all: found after ${silence} unanswered inquiries (D1)`, async (t) => {
      const { harness, subject } = await harnessFor(t, 'xendit');
      const payment = await paidPayment(harness, subject);
      harness.simulator.fail({ operation: 'refund', kind: '500_after_commit' });
      const id = harness.domain.idGenerator.next('rf');
      const refund = await harness.refund(payment, 50_000, id);
      await commit(harness.domain, 'new', ({ tx, now }) => tx.updateRefund(id, { status: 'failed', updatedAt: now }));
      await commit(harness.domain, 'new', ({ tx }) => tx.dropJob('inquire_refund', id));
      harness.simulator.fail({ operation: 'inquire_refund', kind: '503', times: silence });
      await harness.deliver(
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
      await harness.advance(DAY);
      assert.equal((await harness.domain.store.findRefund(id))?.status, 'succeeded');
      assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    });

  it('a refund in the dashboard that the provider’s refund list shows hours later is found (D1)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await paidPayment(harness, subject);
    const gateway = harness.domain.providerRouter.gateway(subject.id);
    const real = gateway.inquireProviderRefunds?.bind(gateway) ?? assert.fail();
    let calls = 0;
    let isStale = true;
    gateway.inquireProviderRefunds = async (ref, signal) => {
      calls += 1;
      return isStale ? { refunds: [] } : real(ref, signal);
    };
    await harness.perform(payment, 'refund', 50_000);
    await harness.advance(180 * MINUTE);
    isStale = false;
    await harness.advance(DAY);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    assert.ok(calls < 25, `asked ${calls} times`);
    const soFar = calls;
    await harness.advance(10 * DAY);
    assert.equal(calls, soFar, 'no inquiry once it is found');
  });

  it('a payout marked failed was sent: found after unanswered inquiries (D1)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'bdpay');
    const { id, merchantReference } = await harness.createPayout();
    const sent = harness.simulator.payouts?.()[0] ?? assert.fail('the payout was not sent');
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 10 });
    harness.simulator.decide?.(sent.id, 'paid');
    await commit(harness.domain, 'new', ({ tx, now }) => tx.updatePayout(id, { status: 'failed', updatedAt: now }));
    await commit(harness.domain, 'new', ({ tx }) => tx.dropJob('inquire_payout', id));
    harness.simulator.fail({ operation: 'inquire_payout', kind: '503', times: 4 });
    const fields = { code: '00', money: 200_000, orderNum: merchantReference, platOrderNum: sent.id, status: '2' };
    assert.equal(await harness.deliver(subject.signedNotification({ ...fields, bankCode: '014' })), 200);
    await harness.advance(DAY);
    assert.equal((await harness.payout(id)).status, 'succeeded');
  });

  for (const inFlight of [false, true])
    it(`an unknown event type, ${inFlight ? 'repeated while its inquiry is in flight, ' : ''}and unanswered inquiries: asked again (D1)`, async (t) => {
      const { harness, subject } = await harnessFor(t, 'xendit');
      const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
      await harness.advance(3 * DAY);
      const notify = (mark: string): Promise<number> =>
        harness.deliver(
          subject.signedNotification({
            event: 'of.tomorrow',
            mark,
            payment_request_id: payment.providerReferences['request'],
          }),
        );
      harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 10 });
      const payLate = async (): Promise<void> => {
        await harness.perform(payment, 'pay late');
        harness.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
      };
      const gateway = harness.domain.providerRouter.gateway(subject.id);
      const real = gateway.inquire.bind(gateway);
      let isFirst = true;
      gateway.inquire = async (...args) => {
        const reports = await real(...args);
        if (inFlight && isFirst) {
          isFirst = false;
          harness.clock.set(harness.clock.now() + 1);
          await notify('b');
          await payLate();
        }
        return reports;
      };
      if (!inFlight) await payLate();
      assert.equal(await notify('a'), 200);
      await harness.advance(DAY);
      const after = await harness.payment(payment.id);
      assert.deepEqual([after.status, after.review, after.unconfirmed], ['expired', 'paid_late', []]);
    });
});
