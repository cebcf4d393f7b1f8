import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createProviderRouter } from '../../server/routing/provider-router.ts';
import { cancelCheckout } from '../../server/payments/checkout/cancel-checkout.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { expireCheckout, expirePayment } from '../../server/payments/payment/expire-payment.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import { warnUnconfiguredProviders } from '../../server/payments/warn-unconfigured-providers.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';
import { SUBJECTS } from '../support/subjects.ts';

/** The next start has nobody of whom the payment was made. */
const without = ({ domain }: Bench): Domain => ({
  ...domain,
  providerRouter: createProviderRouter({ providers: [], routes: new Map() }),
});

scenario(
  'its provider is not configured any more: an unpaid number is given up, and the checkout can be canceled (D13)',
  async (bench, { samples }) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, samples.virtual_account);
    const left = without(bench);
    assert.equal((await inquirePayment(left, payment.id)).status, 'requires_action');
    assert.equal((await cancelCheckout(left, checkout.id)).status, 'canceled');
    assert.equal((await bench.payment(payment.id)).status, 'canceled');
  },
);

scenario(
  'its provider is not configured any more: at its end an unpaid number expires, and so does the checkout (D13)',
  async (bench, { samples }) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, samples.virtual_account);
    const left = without(bench);
    bench.clock.set(Math.max(checkout.expiresAt, payment.expiresAt) + 3_600_000);
    await expirePayment(left, payment.id);
    await expireCheckout(left, checkout.id);
    assert.equal((await bench.payment(payment.id)).status, 'expired');
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
  },
);

scenario(
  'its provider is not configured any more: what nobody knows waits, is warned of, and is found once it is back (D13)',
  async (bench, { samples }) => {
    const checkout = await bench.checkout();
    bench.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const payment = await bench.pay(checkout, samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    const warned: object[] = [];
    const left = without(bench);
    const telling = { ...left, log: { ...left.log, warn: (facts: object) => void warned.push(facts) } };
    await warnUnconfiguredProviders(telling, []);
    assert.deepEqual(
      warned.map((facts): unknown => Reflect.get(facts, 'paymentId')),
      [payment.id],
    );
    await warnUnconfiguredProviders(telling, [payment.provider]);
    assert.equal(warned.length, 1);
    bench.clock.set(payment.expiresAt + 3_600_000);
    assert.notEqual(await expirePayment(left, payment.id), undefined);
    assert.equal((await bench.payment(payment.id)).status, 'unknown');
    await assert.rejects(() => cancelCheckout(left, checkout.id), refusedWith('state_conflict'));
  },
);

async function warnedOf(bench: Bench, name: 'refundId' | 'payoutId', configured: readonly string[]) {
  const warned: unknown[] = [];
  const { log } = bench.domain;
  const domain = {
    ...bench.domain,
    log: { ...log, warn: (facts: object) => void warned.push(Reflect.get(facts, name)) },
  };
  await warnUnconfiguredProviders(domain, configured);
  return warned;
}

scenario.needing(
  'refundable',
  'its provider is not configured any more: a refund that nobody can be asked about is warned of (D13)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.refundable ?? {});
    await bench.perform(payment, 'pay');
    await bench.advance(60_000);
    bench.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
    const { id } = await refundPayment(bench.domain, {
      id: bench.domain.idGenerator.next('rf'),
      paymentId: payment.id,
    });
    assert.deepEqual(await warnedOf(bench, 'refundId', []), [id]);
    assert.deepEqual(await warnedOf(bench, 'refundId', [payment.provider]), []);
    await bench.advance(3_600_000);
    assert.deepEqual(await warnedOf(bench, 'refundId', []), []);
  },
);

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined))
  it(`${subject.id} is not configured any more: a payout that nobody can be asked about is warned of (D13)`, async (t) => {
    const bench = await openBench(subject);
    t.after(() => bench.close());
    bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const { id } = await bench.payOut();
    assert.deepEqual(await warnedOf(bench, 'payoutId', []), [id]);
    assert.deepEqual(await warnedOf(bench, 'payoutId', [subject.id]), []);
  });

scenario.needing(
  'holdable',
  'its provider is not configured any more: money that is held stays held, and a capture is not sent (D13)',
  async (bench, { holdable }) => {
    const payment = await bench.pay(await bench.checkout({ capture: 'manual' }), holdable ?? {});
    await bench.perform(payment, 'pay');
    await bench.advance(5_000);
    const left = without(bench);
    await assert.rejects(() => cancelCheckout(left, payment.checkoutId), refusedWith('state_conflict'));
    await assert.rejects(() => capturePayment(left, payment.id), refusedWith('provider_unavailable'));
    const id = bench.domain.idGenerator.next('pay');
    const choice = { channel: 'card', fields: {}, save: false };
    await assert.rejects(
      () => createPayment(left, { id, checkoutId: payment.checkoutId, choice }),
      refusedWith('channel_unavailable'),
    );
    assert.equal((await capturePayment(bench.domain, payment.id)).status, 'succeeded');
  },
);
