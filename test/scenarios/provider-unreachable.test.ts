import assert from 'node:assert/strict';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider refuses the connection: said plainly, nothing stays open, and the next try works',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    bench.simulator.fail({ operation: 'create', kind: 'refuse' });
    await assert.rejects(
      () => bench.pay(checkout, subject.samples.virtual_account),
      (error: unknown) => error instanceof DomainError && error.code === 'provider_unavailable',
    );
    const next = await bench.pay(checkout, subject.samples.virtual_account);
    assert.equal(next.status, 'requires_action');
  },
);

scenario(
  'the provider is silent when the time is over: nothing is called expired that may have been paid in time',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    await bench.perform(payment, 'pay');
    bench.simulator.silent = true;
    await bench.advance(25 * 3_600_000);
    assert.equal((await bench.payment(payment.id)).status, 'requires_action');
    bench.simulator.silent = false;
    await bench.advance(30 * 60_000);
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'paid');
  },
);
