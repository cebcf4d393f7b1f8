import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createProviderRouter } from '../../server/routing/provider-router.ts';
import { cancelCheckout } from '../../server/payments/checkout/cancel-checkout.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { expireCheckout } from '../../server/payments/checkout/expire-checkout.ts';
import { expirePayment } from '../../server/payments/payment/expire-payment.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { warnUnconfiguredProviders } from '../../server/payments/warn-unconfigured-providers.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { HOUR } from '../support/durations.ts';

/** As after a restart without the provider of the payment. */
const withoutProviders = ({ domain }: Harness): Domain => ({
  ...domain,
  providerRouter: createProviderRouter({ providers: [], routes: new Map() }),
});

scenario(
  'provider no longer configured: an unpaid virtual account can be canceled with its checkout (D13)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, samples.virtual_account);
    const unconfigured = withoutProviders(harness);
    assert.equal((await inquirePayment(unconfigured, payment.id)).status, 'requires_action');
    assert.equal((await cancelCheckout(unconfigured, checkout.id)).status, 'canceled');
    assert.equal((await harness.payment(payment.id)).status, 'canceled');
  },
);

scenario(
  'provider no longer configured: an unpaid virtual account expires, and so does its checkout (D13)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, samples.virtual_account);
    const unconfigured = withoutProviders(harness);
    harness.clock.set(Math.max(checkout.expiresAt, payment.expiresAt) + HOUR);
    await expirePayment(unconfigured, payment.id);
    await expireCheckout(unconfigured, checkout.id);
    assert.equal((await harness.payment(payment.id)).status, 'expired');
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
  },
);

scenario(
  'provider no longer configured: a payment with an unknown outcome stays unknown, and a warning is logged (D13)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const payment = await harness.pay(checkout, samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    const warned: object[] = [];
    const unconfigured = withoutProviders(harness);
    const recording = {
      ...unconfigured,
      log: { ...unconfigured.log, warn: (facts: object) => void warned.push(facts) },
    };
    await warnUnconfiguredProviders(recording, []);
    assert.deepEqual(
      warned.map((facts): unknown => Reflect.get(facts, 'paymentId')),
      [payment.id],
    );
    await warnUnconfiguredProviders(recording, [payment.provider]);
    assert.equal(warned.length, 1);
    harness.clock.set(payment.expiresAt + HOUR);
    assert.notEqual(await expirePayment(unconfigured, payment.id), undefined);
    assert.equal((await harness.payment(payment.id)).status, 'unknown');
    await assert.rejects(() => cancelCheckout(unconfigured, checkout.id), isDomainError('state_conflict'));
  },
);

async function warnedOf(harness: Harness, name: 'refundId' | 'payoutId', configured: readonly string[]) {
  const warned: unknown[] = [];
  const { log } = harness.domain;
  const domain = {
    ...harness.domain,
    log: { ...log, warn: (facts: object) => void warned.push(Reflect.get(facts, name)) },
  };
  await warnUnconfiguredProviders(domain, configured);
  return warned;
}

scenario.needing(
  'refundable',
  'provider no longer configured: a warning is logged for an unknown refund (D13)',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.refundable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    harness.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const { id } = await harness.refund(payment);
    assert.deepEqual(await warnedOf(harness, 'refundId', []), [id]);
    assert.deepEqual(await warnedOf(harness, 'refundId', [payment.provider]), []);
    await harness.advance(HOUR);
    assert.deepEqual(await warnedOf(harness, 'refundId', []), []);
  },
);

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined))
  it(`${subject.id} no longer configured: a warning is logged for an unknown payout (D13)`, async (t) => {
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const { id } = await harness.createPayout();
    assert.deepEqual(await warnedOf(harness, 'payoutId', []), [id]);
    assert.deepEqual(await warnedOf(harness, 'payoutId', [subject.id]), []);
  });

scenario.needing(
  'holdable',
  'provider no longer configured: an authorized payment stays authorized, and no capture is sent (D13)',
  async (harness, { holdable }) => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), holdable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    const unconfigured = withoutProviders(harness);
    await assert.rejects(() => cancelCheckout(unconfigured, payment.checkoutId), isDomainError('state_conflict'));
    await assert.rejects(() => capturePayment(unconfigured, payment.id), isDomainError('provider_unavailable'));
    const id = harness.domain.idGenerator.next('pay');
    const choice = { channel: 'card', fields: {}, save: false };
    await assert.rejects(
      () => createPayment(unconfigured, { id, checkoutId: payment.checkoutId, choice }),
      isDomainError('channel_unavailable'),
    );
    assert.equal((await capturePayment(harness.domain, payment.id)).status, 'succeeded');
  },
);
