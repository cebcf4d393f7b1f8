import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'money comes after the payment expired: it stays expired, is kept, and flagged as late',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    await bench.act(payment, 'pay late');
    await bench.advance(26 * 3_600_000);
    const after = await bench.payment(payment.id);
    assert.equal(after.status, 'expired');
    assert.equal(after.review, 'paid_late');
    const types = (await bench.events()).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'payment.review_required').length, 1);
    assert.ok(!types.includes('checkout.paid'));
  },
);
