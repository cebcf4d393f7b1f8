import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider reports paid with another amount: the payment is under review and the checkout stays open',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    harness.simulator.fail({ operation: 'inquire', kind: 'wrong_amount', times: 50 });
    await harness.perform(payment, 'pay');
    await harness.advance(1_500);
    const after = await harness.payment(payment.id);
    assert.equal(after.status, 'processing');
    assert.equal(after.review, 'amount_differs');
    const types = await harness.eventTypes();
    assert.ok(types.includes('payment.review_required'));
    assert.ok(!types.includes('checkout.paid'));
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'open');
  },
);
