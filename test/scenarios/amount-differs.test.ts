import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider says paid, but another amount: a person has to look, the checkout is not paid',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    bench.simulator.fail({ operation: 'inquire', kind: 'wrong_amount', times: 50 });
    await bench.perform(payment, 'pay');
    await bench.advance(1_500);
    const after = await bench.payment(payment.id);
    assert.equal(after.status, 'processing');
    assert.equal(after.review, 'amount_differs');
    const types = (await bench.events()).map(({ type }) => type);
    assert.ok(types.includes('payment.review_required'));
    assert.ok(!types.includes('checkout.paid'));
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'open');
  },
);
