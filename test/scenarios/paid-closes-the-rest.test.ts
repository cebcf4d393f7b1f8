import assert from 'node:assert/strict';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Checkout, Payment } from '../../server/payments/model/model.ts';
import type { Store, Tx } from '../../server/payments/ports/ports.ts';
import type { Bench } from '../support/bench.ts';
import { instead } from '../support/instead.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';
import type { Sample, Subject } from '../support/subjects.ts';

interface Two {
  readonly checkout: Checkout;
  /** Its answer was lost, so it was let through; the provider has it all the same. */
  readonly older: Payment;
  /** What the customer has on the screen. */
  readonly shown: Payment;
}

async function twoOpen(bench: Bench, { samples }: Subject, over: object = {}): Promise<Two> {
  const checkout = await bench.checkout(over);
  bench.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
  const older = await bench.pay(checkout, samples.qr);
  assert.equal(older.status, 'unknown');
  bench.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
  const shown = await bench.pay(checkout, samples.virtual_account);
  return { checkout, older, shown };
}

const isOpenThere = (bench: Bench, { merchantReference }: Payment): boolean | undefined =>
  bench.simulator.payments().find((there) => there.reference === merchantReference)?.open;

/** In steps of a tenth of a second: some providers take their time to tell. */
async function untilPaid(bench: Bench, { id }: Checkout): Promise<void> {
  for (let step = 0; step < 1_200; step += 1) {
    if ((await bench.domain.store.findCheckout(id))?.status === 'paid') return;
    await bench.advance(100);
  }
  assert.fail('the checkout was not paid within two minutes');
}

const kinds = (bench: Bench): readonly string[] => bench.simulator.ledger().map(({ kind }) => kind);

scenario(
  'an older payment pays the checkout: what is on the screen is closed within six seconds, here and there (D9)',
  async (bench, subject) => {
    const { checkout, older, shown } = await twoOpen(bench, subject);
    await bench.perform(older, 'pay');
    await untilPaid(bench, checkout);
    await bench.advance(6_000);
    assert.equal((await bench.payment(shown.id)).status, 'canceled');
    const offer = bench.domain.providerRouter.offers(shown.channel, 'ID', 'IDR')[0];
    if (offer?.supports.cancel === true) assert.equal(isOpenThere(bench, shown), false);
  },
);

scenario(
  'the provider is silent while the rest is closed: closed here at once, there as soon as it answers (D9)',
  async (bench, subject) => {
    const { checkout, older, shown } = await twoOpen(bench, subject);
    await bench.perform(older, 'pay');
    bench.simulator.fail({ operation: 'cancel', kind: 'timeout_before' });
    await untilPaid(bench, checkout);
    bench.simulator.silent = true;
    await bench.advance(6_000);
    assert.equal((await bench.payment(shown.id)).status, 'canceled');
    await bench.advance(2 * 3_600_000);
    assert.equal((await bench.payment(shown.id)).status, 'canceled');
    bench.simulator.silent = false;
    await bench.advance(24 * 3_600_000);
    const offer = bench.domain.providerRouter.offers(shown.channel, 'ID', 'IDR')[0];
    if (offer?.supports.cancel === true) assert.equal(isOpenThere(bench, shown), false);
    assert.ok(kinds(bench).filter((kind) => kind === 'cancel').length <= 1);
  },
);

scenario(
  'the other payment was paid too before it could be closed: not canceled, and flagged as paid twice (D9)',
  async (bench, subject) => {
    const { older, shown } = await twoOpen(bench, subject);
    await bench.perform(older, 'pay');
    await bench.perform(shown, 'pay');
    await bench.advance(3_600_000);
    const [first, second] = [await bench.payment(older.id), await bench.payment(shown.id)];
    assert.deepEqual([first.status, second.status], ['succeeded', 'succeeded']);
    assert.equal([first, second].filter(({ review }) => review === 'paid_twice').length, 1);
    assert.ok(!kinds(bench).includes('refund') && !kinds(bench).includes('void'));
  },
);

scenario.needing(
  'holdable',
  'a checkout is paid while another payment of it is held: the hold is let go, and cannot be captured (D9)',
  async (bench, { holdable }) => {
    assert.ok(holdable);
    const checkout = await bench.checkout({ capture: 'manual', savePayment: 'offer' });
    const [first, second] = [await bench.pay(checkout, holdable), await besides(bench, checkout, holdable)];
    for (const payment of [first, second]) await bench.perform(payment, 'pay');
    await bench.advance(5_000);
    assert.equal((await capturePayment(bench.domain, first.id)).status, 'succeeded');
    await assert.rejects(() => capturePayment(bench.domain, second.id), refusedWith('state_conflict'));
    await bench.advance(5_000);
    assert.equal((await bench.payment(second.id)).status, 'canceled');
    assert.deepEqual(
      kinds(bench)
        .filter((kind) => kind === 'capture' || kind === 'void')
        .toSorted(),
      ['capture', 'void'],
    );
  },
);

/** Made by another instance in the same moment, which saw nothing of the first one. */
function besides({ domain }: Bench, checkout: Checkout, sample: Sample): Promise<Payment> {
  const paymentsOf = (): Promise<readonly Payment[]> => Promise.resolve([]);
  const store = instead<Store>(domain.store, {
    paymentsOf,
    transact: (work) => domain.store.transact((tx) => work(instead<Tx>(tx, { paymentsOf }))),
  });
  const blind: Domain = { ...domain, store };
  const choice = { fields: {}, save: false, ...sample };
  return createPayment(blind, { id: domain.idGenerator.next('pay'), checkoutId: checkout.id, choice });
}

scenario(
  'the shop closed the checkout and money comes all the same: succeeded, and flagged as late (D26)',
  async (bench, subject) => {
    const { checkout, older, shown } = await twoOpen(bench, subject);
    await cancelPayment(bench.domain, shown.id, { by: 'merchant' });
    await bench.domain.store.transact((tx) =>
      tx.updateCheckout(checkout.id, { status: 'canceled', updatedAt: bench.clock.now() }),
    );
    await bench.perform(older, 'pay');
    await bench.advance(60_000);
    const after = await bench.payment(older.id);
    assert.deepEqual([after.status, after.review], ['succeeded', 'paid_late']);
    const types = (await bench.events()).map(({ type }) => type);
    assert.ok(types.includes('payment.review_required') && !types.includes('checkout.paid'));
  },
);

scenario.needing(
  'holdable',
  'a checkout expires while the money is held; captured afterwards, it is paid (D6)',
  async (bench, { holdable }) => {
    assert.ok(holdable);
    const checkout = await bench.checkout({ capture: 'manual', expiresAt: bench.clock.now() + 30 * 60_000 });
    const payment = await bench.pay(checkout, holdable);
    await bench.perform(payment, 'pay');
    await bench.advance(60 * 60_000);
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.equal((await bench.payment(payment.id)).status, 'authorized');
    assert.equal((await capturePayment(bench.domain, payment.id)).status, 'succeeded');
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'paid');
    assert.equal((await bench.payment(payment.id)).review, undefined);
  },
);

scenario.needing(
  'holdable',
  'held money is captured for an order that another checkout has taken over: kept, and flagged as late (D26)',
  async (bench, { holdable }) => {
    assert.ok(holdable);
    const over = { capture: 'manual', reference: 'order-7', expiresAt: bench.clock.now() + 30 * 60_000 } as const;
    const checkout = await bench.checkout(over);
    const payment = await bench.pay(checkout, holdable);
    await bench.perform(payment, 'pay');
    await bench.advance(60 * 60_000);
    await bench.checkout({ reference: 'order-7' });
    assert.equal((await capturePayment(bench.domain, payment.id)).status, 'succeeded');
    assert.equal((await bench.payment(payment.id)).review, 'paid_late');
    assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
  },
);
