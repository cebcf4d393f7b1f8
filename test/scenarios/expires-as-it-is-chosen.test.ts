import assert from 'node:assert/strict';
import { expireCheckout } from '../../server/payments/payment/expire-payment.ts';
import { isFinal } from '../../shared/payment-status.ts';
import { scenario } from '../support/scenario.ts';

const HOUR = 3_600_000;

scenario(
  'the checkout’s time ends in the moment a payment is chosen: it never closes over one that can be paid (D26)',
  async (bench, subject) => {
    const end = bench.clock.now() + HOUR;
    const checkout = await bench.checkout({ expiresAt: end });
    bench.clock.set(end - 1);
    const paying = bench.pay(checkout, subject.samples.virtual_account);
    await new Promise((resolve) => setImmediate(resolve));
    bench.clock.set(end);
    await Promise.allSettled([paying, expireCheckout(bench.domain, checkout.id)]);
    const { status } = (await bench.domain.store.findCheckout(checkout.id)) ?? assert.fail();
    const payments = await bench.domain.store.paymentsOf(checkout.id);
    assert.ok(status === 'open' || payments.every((payment) => isFinal(payment.status)), status);
    await bench.advance(HOUR);
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.ok((await bench.domain.store.paymentsOf(checkout.id)).every((payment) => isFinal(payment.status)));
  },
);

scenario(
  'the answer of a create is lost and nobody pays: it is asked about, expires with its checkout, and nothing is left to do',
  async (bench, subject) => {
    bench.simulator.fail({ operation: 'create', kind: '500_after_commit', times: 1 });
    const checkout = await bench.checkout({ expiresAt: bench.clock.now() + 24 * HOUR });
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await bench.advance(72 * HOUR);
    assert.equal((await bench.payment(payment.id)).status, 'expired');
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);
