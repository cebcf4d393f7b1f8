import assert from 'node:assert/strict';
import { createMarket } from '../../server/market.ts';
import { cancelCheckout } from '../../server/payments/cancel-checkout.ts';
import { capturePayment } from '../../server/payments/capture-payment.ts';
import { createPayment } from '../../server/payments/create-payment.ts';
import type { Domain } from '../../server/payments/domain.ts';
import { expireCheckout, expirePayment } from '../../server/payments/expire.ts';
import { inquirePayment } from '../../server/payments/inquire-payment.ts';
import { warnOfStranded } from '../../server/payments/warn-of-stranded.ts';
import type { Bench } from '../support/bench.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';

/** The next start has nobody of whom the payment was made. */
const without = ({ domain }: Bench): Domain => ({
  ...domain,
  market: createMarket({ providers: [], routes: new Map() }),
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
    await warnOfStranded(telling, []);
    assert.deepEqual(
      warned.map((facts): unknown => Reflect.get(facts, 'paymentId')),
      [payment.id],
    );
    await warnOfStranded(telling, [payment.provider]);
    assert.equal(warned.length, 1);
    bench.clock.set(payment.expiresAt + 3_600_000);
    assert.notEqual(await expirePayment(left, payment.id), undefined);
    assert.equal((await bench.payment(payment.id)).status, 'unknown');
    await assert.rejects(() => cancelCheckout(left, checkout.id), refusedWith('state_conflict'));
  },
);

scenario.needing(
  'holdable',
  'its provider is not configured any more: money that is held stays held, and a capture is not sent (D13)',
  async (bench, { holdable }) => {
    const payment = await bench.pay(await bench.checkout({ capture: 'manual' }), holdable ?? {});
    await bench.act(payment, 'pay');
    await bench.advance(5_000);
    const left = without(bench);
    await assert.rejects(() => cancelCheckout(left, payment.checkoutId), refusedWith('state_conflict'));
    await assert.rejects(() => capturePayment(left, payment.id), refusedWith('provider_unavailable'));
    const id = bench.domain.ids.next('pay');
    const choice = { channel: 'card', fields: {}, save: false };
    await assert.rejects(
      () => createPayment(left, { id, checkoutId: payment.checkoutId, choice }),
      refusedWith('channel_unavailable'),
    );
    assert.equal((await capturePayment(bench.domain, payment.id)).status, 'succeeded');
  },
);
