import assert from 'node:assert/strict';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider reports paid and later pending: the payment stays succeeded, and the history has the contradiction',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.perform(payment, 'pay');
    await harness.advance(1_500);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    harness.simulator.fail({ operation: 'inquire', kind: 'stale_status' });
    assert.equal((await inquirePayment(harness.domain, payment.id)).status, 'succeeded');
    assert.ok((await harness.history(payment.id)).some(({ note }) => note?.includes('backwards')));
  },
);
