import assert from 'node:assert/strict';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import { HOUR, MINUTE } from '../support/durations.ts';

scenario(
  'the provider refuses the connection: answered as unavailable, nothing stays open, and the next try works',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'refuse' });
    await assert.rejects(
      () => harness.pay(checkout, subject.samples.virtual_account),
      isDomainError('provider_unavailable'),
    );
    const next = await harness.pay(checkout, subject.samples.virtual_account);
    assert.equal(next.status, 'requires_action');
  },
);

scenario(
  'the provider does not answer at expiry: a payment that may have been paid in time does not expire',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    await harness.perform(payment, 'pay');
    harness.simulator.silent = true;
    await harness.advance(25 * HOUR);
    assert.equal((await harness.payment(payment.id)).status, 'requires_action');
    harness.simulator.silent = false;
    await harness.advance(30 * MINUTE);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'paid');
  },
);
