import assert from 'node:assert/strict';
import { expireCheckout } from '../../server/payments/checkout/expire-checkout.ts';
import { isFinal } from '../../shared/payment-status.ts';
import { scenario } from '../support/scenario.ts';
import { DAY, HOUR } from '../support/durations.ts';

scenario(
  'the checkout expires while a payment is created: it never closes with a payment that can be paid (D26)',
  async (harness, subject) => {
    const end = harness.clock.now() + HOUR;
    const checkout = await harness.openCheckout({ expiresAt: end });
    harness.clock.set(end - 1);
    const paying = harness.pay(checkout, subject.samples.virtual_account);
    await new Promise((resolve) => setImmediate(resolve));
    harness.clock.set(end);
    await Promise.allSettled([paying, expireCheckout(harness.domain, checkout.id)]);
    const { status } = (await harness.domain.store.findCheckout(checkout.id)) ?? assert.fail();
    const payments = await harness.domain.store.paymentsOf(checkout.id);
    assert.ok(status === 'open' || payments.every((payment) => isFinal(payment.status)), status);
    await harness.advance(HOUR);
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.ok((await harness.domain.store.paymentsOf(checkout.id)).every((payment) => isFinal(payment.status)));
  },
);

scenario(
  'the response of a create is lost and nobody pays: the payment expires with its checkout',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'create', kind: '500_after_commit', times: 1 });
    const checkout = await harness.openCheckout({ expiresAt: harness.clock.now() + DAY });
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await harness.advance(72 * HOUR);
    assert.equal((await harness.payment(payment.id)).status, 'expired');
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.equal(harness.countMovements('create'), 1);
  },
);
