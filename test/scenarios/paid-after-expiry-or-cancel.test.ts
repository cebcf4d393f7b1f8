import assert from 'node:assert/strict';
import { currentPayment } from '../../server/http/browser/current-payment.ts';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario('paid after expiry: the payment stays expired and is flagged as paid late', async (harness, subject) => {
  const checkout = await harness.openCheckout();
  const payment = await harness.pay(checkout, subject.samples.virtual_account);
  await harness.perform(payment, 'pay late');
  await harness.advance(26 * HOUR);
  const after = await harness.payment(payment.id);
  assert.equal(after.status, 'expired');
  assert.equal(after.review, 'paid_late');
  const types = await harness.eventTypes();
  assert.equal(types.filter((type) => type === 'payment.review_required').length, 1);
  assert.ok(!types.includes('checkout.paid'));
});

scenario('a merchant cancels for a reason: the history says it, whoever confirms the end', async (harness, subject) => {
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await cancelPayment(harness.domain, payment.id, { by: 'merchant', reason: 'out of stock' });
  const end = (await harness.history(payment.id)).find(({ to }) => to === 'canceled');
  assert.match(end?.note ?? '', /^out of stock/);
});

scenario(
  'paid after the customer canceled: that payment is shown to them again, not the list of channels',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    await cancelPayment(harness.domain, payment.id, { by: 'customer' });
    await harness.perform(payment, 'pay late');
    await harness.advance(HOUR);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.review], ['canceled', 'paid_late']);
    const open = await harness.domain.store.findCheckout(checkout.id);
    assert.equal(open?.status, 'open');
    assert.equal(currentPayment(open, [after])?.id, after.id);
  },
);
