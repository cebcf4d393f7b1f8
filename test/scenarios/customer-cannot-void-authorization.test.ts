import assert from 'node:assert/strict';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import type { Harness } from '../support/harness.ts';
import type { Subject } from '../support/subjects.ts';

/** The customer has paid on the card page and the bank holds the money; we may not have inquired yet. */
async function authorize(harness: Harness, subject: Subject): Promise<Payment> {
  const checkout = await harness.openCheckout({ capture: 'manual', savePayment: 'offer' });
  const payment = await harness.pay(checkout, subject.holdable ?? {});
  await harness.perform(payment, 'pay');
  return payment;
}

async function assertStillAuthorized(harness: Harness, { id }: Payment): Promise<void> {
  assert.equal((await harness.payment(id)).status, 'authorized');
  assert.equal(harness.countMovements('void'), 0);
}

for (const [moment, ms] of [
  ['while the payment is authorized', 5_000],
  ['just as the payment is authorized, before we know', 0],
] as const)
  scenario.needing(
    'holdable',
    `another channel is chosen ${moment}: rejected, and nothing is voided (D2)`,
    async (harness, subject) => {
      const payment = await authorize(harness, subject);
      if (ms > 0) await harness.advance(ms);
      const checkout = (await harness.domain.store.findCheckout(payment.checkoutId)) ?? assert.fail();
      await assert.rejects(
        () => harness.pay(checkout, { ...subject.holdable, save: true }),
        isDomainError('state_conflict'),
      );
      await assertStillAuthorized(harness, payment);
    },
  );

scenario.needing(
  'holdable',
  'a channel that cannot hold money is chosen while the payment is authorized: rejected for that reason',
  async (harness, subject) => {
    const payment = await authorize(harness, subject);
    await harness.advance(5_000);
    const checkout = (await harness.domain.store.findCheckout(payment.checkoutId)) ?? assert.fail();
    await assert.rejects(() => harness.pay(checkout, subject.samples.qr), isDomainError('state_conflict'));
    await assertStillAuthorized(harness, payment);
  },
);

scenario.needing(
  'holdable',
  'the customer cancels just as the payment is authorized: rejected, and nothing is voided (D2)',
  async (harness, subject) => {
    const payment = await authorize(harness, subject);
    await assert.rejects(
      () => cancelPayment(harness.domain, payment.id, { by: 'customer' }),
      isDomainError('state_conflict'),
    );
    await assertStillAuthorized(harness, payment);
  },
);

scenario.needing(
  'holdable',
  'the customer cancels while the provider does not answer: rejected, and nothing is voided (D2)',
  async (harness, subject) => {
    const payment = await authorize(harness, subject);
    harness.simulator.silent = true;
    await assert.rejects(
      () => cancelPayment(harness.domain, payment.id, { by: 'customer' }),
      isDomainError('state_conflict'),
    );
    harness.simulator.silent = false;
    await harness.advance(60_000);
    await assertStillAuthorized(harness, payment);
    assert.equal((await cancelPayment(harness.domain, payment.id, { by: 'merchant' })).status, 'canceled');
    assert.equal(harness.countMovements('void'), 1);
  },
);
