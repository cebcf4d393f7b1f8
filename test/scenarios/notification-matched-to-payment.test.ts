import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Payment } from '../../server/payments/model/model.ts';
import { forgedXendit, madeUpId } from '../support/forged-notification.ts';
import { harnessFor } from '../support/harness-for.ts';
import { paidPayment } from '../support/paid-payment.ts';

/* A notification names a payment in several ways: the provider's own ids take precedence over our reference. */

describe('Xendit', () => {
  it('payment_request_id decides, even where reference_id is that of another payment (P4)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const meant = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    const other = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    const data = {
      payment_request_id: (await harness.payment(meant.id)).providerReferences['request'],
      reference_id: other.merchantReference,
    };
    assert.equal(await harness.deliver(forgedXendit('payment.succeeded', data)), 200);
    const isNotified = async ({ id }: Payment) =>
      (await harness.history(id)).some(({ source }) => source === 'notification');
    assert.deepEqual([await isNotified(meant), await isNotified(other)], [true, false]);
  });

  for (const event of ['payment.disputed', 'dispute.created', 'chargeback.opened'])
    it(`${event}, which names nothing but a payment, causes an inquiry (P4)`, async (t) => {
      const { harness, subject } = await harnessFor(t, 'xendit');
      const payment = await paidPayment(harness, subject);
      const before = payment.inquiries;
      assert.equal(
        await harness.deliver(forgedXendit(event, { payment_id: payment.providerReferences['payment'] })),
        200,
      );
      await harness.advance(10_000);
      assert.ok((await harness.payment(payment.id)).inquiries > before);
    });

  for (const name of ['payment_id', 'reference_id'])
    it(`a refund in the dashboard whose notification names the payment by ${name} is recorded (F1)`, async (t) => {
      const { harness, subject } = await harnessFor(t, 'xendit');
      const payment = await paidPayment(harness, subject);
      harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
      assert.ok((await harness.perform(payment, 'refund', 50_000)).ok);
      await harness.advance(60_000);
      assert.equal((await harness.payment(payment.id)).refundedAmount, 0);
      const named = name === 'payment_id' ? payment.providerReferences['payment'] : payment.merchantReference;
      const data = { id: madeUpId('rfd', name), status: 'SUCCEEDED', amount: 50_000, currency: 'IDR', [name]: named };
      assert.equal(await harness.deliver(forgedXendit('refund.succeeded', data)), 200);
      await harness.advance(60_000);
      assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
    });

  it('a refund whose response was lost is inquired about by the id in its notification (F1)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await paidPayment(harness, subject);
    harness.simulator.fail({ operation: 'refund', kind: '500_after_commit' });
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
    const id = harness.domain.idGenerator.next('rf');
    const { merchantReference } = await harness.refund(payment, 50_000, id);
    const made = harness.simulator.ledger().find(({ kind }) => kind === 'refund')?.id ?? assert.fail('not made');
    const inquiredRefundIds: string[] = [];
    const gateway = harness.domain.providerRouter.gateway('xendit');
    const { inquireRefund } = gateway;
    gateway.inquireRefund = async (payment, refund, signal) => {
      inquiredRefundIds.push(refund.unconfirmedReferences?.['refund'] ?? 'nothing');
      return (await inquireRefund?.(payment, refund, signal)) ?? [];
    };
    const data = { id: made, reference_id: merchantReference, status: 'SUCCEEDED', amount: 50_000, currency: 'IDR' };
    assert.equal(await harness.deliver(forgedXendit('refund.succeeded', data)), 200);
    await harness.advance(30_000);
    assert.ok(inquiredRefundIds.includes(made));
    assert.equal((await harness.domain.store.findRefund(id))?.status, 'succeeded');
  });
});
