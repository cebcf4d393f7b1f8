import assert from 'node:assert/strict';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';
import type { Bench } from '../support/bench.ts';
import type { Subject } from '../support/subjects.ts';

/** The customer was at the card page and the bank holds the money; whether we know it yet is the case's affair. */
async function held(bench: Bench, subject: Subject): Promise<Payment> {
  const checkout = await bench.checkout({ capture: 'manual', savePayment: 'offer' });
  const payment = await bench.pay(checkout, subject.holdable ?? {});
  await bench.perform(payment, 'pay');
  return payment;
}

const voids = (bench: Bench): number => bench.simulator.ledger().filter(({ kind }) => kind === 'void').length;

async function assertStillHeld(bench: Bench, { id }: Payment): Promise<void> {
  assert.equal((await bench.payment(id)).status, 'authorized');
  assert.equal(voids(bench), 0);
}

scenario.needing(
  'holdable',
  'another way to pay is chosen while the money is held: refused, and nothing is voided (D2)',
  async (bench, subject) => {
    const payment = await held(bench, subject);
    await bench.advance(5_000);
    const checkout = await bench.domain.store.findCheckout(payment.checkoutId);
    assert.ok(checkout);
    await assert.rejects(() => bench.pay(checkout, { ...subject.holdable, save: true }), refusedWith('state_conflict'));
    await assertStillHeld(bench, payment);
  },
);

scenario.needing(
  'holdable',
  'another way to pay is chosen in the moment in which the money is held: found out by asking, and not voided (D2)',
  async (bench, subject) => {
    const payment = await held(bench, subject);
    const checkout = await bench.domain.store.findCheckout(payment.checkoutId);
    assert.ok(checkout);
    await assert.rejects(() => bench.pay(checkout, { ...subject.holdable, save: true }), refusedWith('state_conflict'));
    await assertStillHeld(bench, payment);
  },
);

scenario.needing(
  'holdable',
  'the customer cancels in the moment in which the money is held: refused, and not voided (D2)',
  async (bench, subject) => {
    const payment = await held(bench, subject);
    await assert.rejects(
      () => cancelPayment(bench.domain, payment.id, { by: 'customer' }),
      refusedWith('state_conflict'),
    );
    await assertStillHeld(bench, payment);
  },
);

scenario.needing(
  'holdable',
  'the customer cancels while nobody says that the money is held: nothing ends, and nothing is voided (D2)',
  async (bench, subject) => {
    const payment = await held(bench, subject);
    bench.simulator.silent = true;
    await assert.rejects(
      () => cancelPayment(bench.domain, payment.id, { by: 'customer' }),
      refusedWith('state_conflict'),
    );
    bench.simulator.silent = false;
    await bench.advance(60_000);
    await assertStillHeld(bench, payment);
    assert.equal((await cancelPayment(bench.domain, payment.id, { by: 'merchant' })).status, 'canceled');
    assert.equal(voids(bench), 1);
  },
);
