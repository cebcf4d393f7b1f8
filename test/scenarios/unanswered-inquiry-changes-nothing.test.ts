import assert from 'node:assert/strict';
import { cancelCheckout } from '../../server/payments/checkout/cancel-checkout.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { confirmOtp } from '../../server/payments/payment/confirm-otp.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { expirePayment } from '../../server/payments/payment/expire-payment.ts';
import { OutcomeUnknown, type Gateway } from '../../server/payments/ports/ports.ts';
import { scenario } from '../support/scenario.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { openHarness } from '../support/harness.ts';
import { it } from 'node:test';
import { HOUR } from '../support/durations.ts';
import { openOtpPayment } from '../support/otp-payment.ts';

/** Inquiries are answered until the capture is sent, and fail from then on. */
function unansweredAfterCapture(domain: Domain): Domain {
  let isSilent = false;
  const wrap = (gateway: Gateway): Gateway => ({
    ...gateway,
    inquire: (ref, signal) => (isSilent ? Promise.reject(new OutcomeUnknown('silent')) : gateway.inquire(ref, signal)),
    async capture(ref, money, signal) {
      isSilent = true;
      return (await gateway.capture?.(ref, money, signal)) ?? [];
    },
  });
  return {
    ...domain,
    providerRouter: { ...domain.providerRouter, gateway: (id) => wrap(domain.providerRouter.gateway(id)) },
  };
}

const xendit = SUBJECTS.find(({ id }) => id === 'xendit');

it('a one-time password was sent without a response: no other channel until the outcome is known (D3)', async (t) => {
  assert.ok(xendit);
  const harness = await openHarness(xendit);
  t.after(() => harness.close());
  const { checkout, payment } = await openOtpPayment(harness);
  harness.simulator.fail({ operation: 'confirm', kind: '500_after_commit' });
  assert.equal((await confirmOtp(harness.domain, payment.id, '123456')).status, 'unknown');
  harness.simulator.fail({ operation: 'inquire', kind: '503', times: 3 });
  await assert.rejects(() => harness.pay(checkout, xendit.samples.virtual_account), isDomainError('state_conflict'));
  await harness.advance(HOUR);
  assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  assert.equal(harness.countMovements('charge'), 1);
});

for (const subject of SUBJECTS.filter(({ samples }) => samples.push !== undefined)) {
  it(`${subject.id}: a push with an unknown outcome blocks other channels until it expires, and no longer (D3)`, async (t) => {
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const push = await harness.pay(checkout, subject.samples.push ?? {});
    assert.equal(push.status, 'unknown');
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 100 });
    await assert.rejects(() => harness.pay(checkout, subject.samples.qr), isDomainError('state_conflict'));
    harness.clock.set(push.expiresAt + 1);
    assert.equal((await harness.pay(checkout, subject.samples.qr)).status, 'requires_action');
  });
}

scenario(
  'a virtual account that was never shown does not block another channel, even while the provider is silent (D3)',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    assert.equal((await harness.pay(checkout, subject.samples.virtual_account)).status, 'unknown');
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 3 });
    assert.equal((await harness.pay(checkout, subject.samples.qr)).status, 'requires_action');
  },
);

scenario.needing(
  'holdable',
  'a partial capture whose response was lost is repeated during an outage: the captured amount is kept (D5)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), subject.holdable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    harness.simulator.fail({ operation: 'capture', kind: '500_after_commit' });
    const first = await capturePayment(unansweredAfterCapture(harness.domain), payment.id, 40_000);
    assert.equal(first.status, 'authorized');
    harness.simulator.fail({ operation: 'capture', kind: 'refuse' });
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
    const second = await capturePayment(harness.domain, payment.id, 40_000);
    assert.equal(second.capturedAmount, 40_000);
    await harness.advance(HOUR);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.review, after.capturedAmount], ['succeeded', undefined, 40_000]);
    assert.equal((await harness.domain.store.findCheckout(payment.checkoutId))?.status, 'paid');
  },
);

scenario.needing(
  'holdable',
  'a capture that was not delivered leaves no captured amount (D5)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), subject.holdable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    harness.simulator.fail({ operation: 'capture', kind: 'refuse', times: 5 });
    await assert.rejects(
      () => capturePayment(harness.domain, payment.id, 40_000),
      isDomainError('provider_unavailable'),
    );
    assert.equal((await harness.payment(payment.id)).capturedAmount, undefined);
  },
);

scenario(
  'the provider is silent while the shop cancels: a redirect payment that may be paid stays open (D5)',
  async (harness, subject) => {
    const sample = subject.samples.redirect ?? subject.samples.form_post;
    assert.ok(sample);
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, sample);
    await harness.perform(payment, 'pay');
    harness.simulator.silent = true;
    await assert.rejects(() => cancelCheckout(harness.domain, checkout.id), isDomainError('state_conflict'));
    await assert.rejects(() => harness.pay(checkout, subject.samples.qr), isDomainError('state_conflict'));
    harness.simulator.silent = false;
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);

scenario(
  'the provider is silent while the customer switches from a virtual account: canceled, and the new channel works (D5)',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const virtualAccount = await harness.pay(checkout, subject.samples.virtual_account);
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 3 });
    harness.simulator.fail({ operation: 'cancel', kind: '503', times: 3 });
    assert.equal((await harness.pay(checkout, subject.samples.qr)).status, 'requires_action');
    assert.equal((await harness.payment(virtualAccount.id)).status, 'canceled');
  },
);

scenario(
  'the provider is silent when a paid virtual account expires: not expired, and found paid later (D5)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    harness.clock.set(payment.expiresAt - 1_000);
    await harness.perform(payment, 'pay');
    harness.clock.set(payment.expiresAt + 1);
    harness.simulator.silent = true;
    assert.notEqual(await expirePayment(harness.domain, payment.id), undefined);
    assert.equal((await harness.payment(payment.id)).status, 'requires_action');
    harness.simulator.silent = false;
    await harness.advance(HOUR);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);
