import assert from 'node:assert/strict';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Checkout, Payment } from '../../server/payments/model/model.ts';
import type { Store, Tx } from '../../server/payments/ports/ports.ts';
import type { Harness } from '../support/harness.ts';
import { withOverrides } from '../support/with-overrides.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import type { Sample } from '../support/stage.ts';
import type { Subject } from '../support/subjects.ts';
import { DAY, HOUR, MINUTE } from '../support/durations.ts';

interface TwoPayments {
  readonly checkout: Checkout;
  /** The response of its create was lost, so a second payment was allowed; the provider has it all the same. */
  readonly older: Payment;
  /** The payment the customer sees. */
  readonly shown: Payment;
}

async function openTwoPayments(harness: Harness, { samples }: Subject, over: object = {}): Promise<TwoPayments> {
  const checkout = await harness.openCheckout(over);
  harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
  const older = await harness.pay(checkout, samples.qr);
  assert.equal(older.status, 'unknown');
  harness.simulator.fail({ operation: 'inquire', kind: '503', times: 2 });
  const shown = await harness.pay(checkout, samples.virtual_account);
  return { checkout, older, shown };
}

const isOpenAtProvider = (harness: Harness, { merchantReference }: Payment): boolean | undefined =>
  harness.simulator.payments().find(({ reference }) => reference === merchantReference)?.open;

/** Advances in steps of 100 ms, since some providers notify late. */
async function untilPaid(harness: Harness, { id }: Checkout): Promise<void> {
  for (let step = 0; step < 1_200; step += 1) {
    if ((await harness.domain.store.findCheckout(id))?.status === 'paid') return;
    await harness.advance(100);
  }
  assert.fail('the checkout was not paid within two minutes');
}

const movementKinds = (harness: Harness): readonly string[] => harness.simulator.ledger().map(({ kind }) => kind);

scenario(
  'an older payment pays the checkout: the shown one is canceled within six seconds, here and at the provider (D9)',
  async (harness, subject) => {
    const { checkout, older, shown } = await openTwoPayments(harness, subject);
    await harness.perform(older, 'pay');
    await untilPaid(harness, checkout);
    await harness.advance(6_000);
    assert.equal((await harness.payment(shown.id)).status, 'canceled');
    const offer = harness.domain.providerRouter.offers(shown.channel, 'ID', 'IDR')[0];
    if (offer?.supports.cancel === true) assert.equal(isOpenAtProvider(harness, shown), false);
  },
);

scenario(
  'the provider does not answer the cancel: canceled here at once, at the provider as soon as it answers (D9)',
  async (harness, subject) => {
    const { checkout, older, shown } = await openTwoPayments(harness, subject);
    await harness.perform(older, 'pay');
    harness.simulator.fail({ operation: 'cancel', kind: 'timeout_before' });
    await untilPaid(harness, checkout);
    harness.simulator.silent = true;
    await harness.advance(6_000);
    assert.equal((await harness.payment(shown.id)).status, 'canceled');
    await harness.advance(2 * HOUR);
    assert.equal((await harness.payment(shown.id)).status, 'canceled');
    harness.simulator.silent = false;
    await harness.advance(DAY);
    const offer = harness.domain.providerRouter.offers(shown.channel, 'ID', 'IDR')[0];
    if (offer?.supports.cancel === true) assert.equal(isOpenAtProvider(harness, shown), false);
    assert.ok(movementKinds(harness).filter((kind) => kind === 'cancel').length <= 1);
  },
);

scenario(
  'the other payment was paid before it could be canceled: succeeded, and flagged as paid twice (D9)',
  async (harness, subject) => {
    const { older, shown } = await openTwoPayments(harness, subject);
    await harness.perform(older, 'pay');
    await harness.perform(shown, 'pay');
    await harness.advance(HOUR);
    const [first, second] = [await harness.payment(older.id), await harness.payment(shown.id)];
    assert.deepEqual([first.status, second.status], ['succeeded', 'succeeded']);
    assert.equal([first, second].filter(({ review }) => review === 'paid_twice').length, 1);
    assert.ok(!movementKinds(harness).includes('refund') && !movementKinds(harness).includes('void'));
  },
);

scenario.needing(
  'holdable',
  'a checkout is paid while another of its payments is authorized: that one is voided and cannot be captured (D9)',
  async (harness, { holdable }) => {
    assert.ok(holdable);
    const checkout = await harness.openCheckout({ capture: 'manual', savePayment: 'offer' });
    const [first, second] = [
      await harness.pay(checkout, holdable),
      await createConcurrently(harness, checkout, holdable),
    ];
    for (const payment of [first, second]) await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    assert.equal((await capturePayment(harness.domain, first.id)).status, 'succeeded');
    await assert.rejects(() => capturePayment(harness.domain, second.id), isDomainError('state_conflict'));
    await harness.advance(5_000);
    assert.equal((await harness.payment(second.id)).status, 'canceled');
    assert.deepEqual(
      movementKinds(harness)
        .filter((kind) => kind === 'capture' || kind === 'void')
        .toSorted(),
      ['capture', 'void'],
    );
  },
);

/** Created at the same time by another instance, which does not see the first payment. */
function createConcurrently({ domain }: Harness, checkout: Checkout, sample: Sample): Promise<Payment> {
  const paymentsOf = (): Promise<readonly Payment[]> => Promise.resolve([]);
  const store = withOverrides<Store>(domain.store, {
    async findCheckoutWithPayments(id) {
      const found = await domain.store.findCheckoutWithPayments(id);
      return found && { ...found, payments: [] };
    },
    transact: (work) => domain.store.transact((tx) => work(withOverrides<Tx>(tx, { paymentsOf })), 'new'),
  });
  const other: Domain = { ...domain, store };
  const choice = { fields: {}, save: false, ...sample };
  return createPayment(other, { id: domain.idGenerator.next('pay'), checkoutId: checkout.id, choice });
}

scenario(
  'paid after the shop canceled the checkout: succeeded, and flagged as paid late (D26)',
  async (harness, subject) => {
    const { checkout, older, shown } = await openTwoPayments(harness, subject);
    await cancelPayment(harness.domain, shown.id, { by: 'merchant' });
    await harness.domain.store.transact(
      (tx) => tx.updateCheckout(checkout.id, { status: 'canceled', updatedAt: harness.clock.now() }),
      'new',
    );
    await harness.perform(older, 'pay');
    await harness.advance(60_000);
    const after = await harness.payment(older.id);
    assert.deepEqual([after.status, after.review], ['succeeded', 'paid_late']);
    const types = await harness.eventTypes();
    assert.ok(types.includes('payment.review_required') && !types.includes('checkout.paid'));
  },
);

scenario.needing(
  'holdable',
  'a checkout expires while its payment is authorized; captured afterwards, it is paid (D6)',
  async (harness, { holdable }) => {
    assert.ok(holdable);
    const checkout = await harness.openCheckout({ capture: 'manual', expiresAt: harness.clock.now() + 30 * MINUTE });
    const payment = await harness.pay(checkout, holdable);
    await harness.perform(payment, 'pay');
    await harness.advance(HOUR);
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
    assert.equal((await harness.payment(payment.id)).status, 'authorized');
    assert.equal((await capturePayment(harness.domain, payment.id)).status, 'succeeded');
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'paid');
    assert.equal((await harness.payment(payment.id)).review, undefined);
  },
);

scenario.needing(
  'holdable',
  'captured after a newer checkout took over the reference: succeeded, and flagged as paid late (D26)',
  async (harness, { holdable }) => {
    assert.ok(holdable);
    const over = { capture: 'manual', reference: 'order-7', expiresAt: harness.clock.now() + 30 * MINUTE } as const;
    const checkout = await harness.openCheckout(over);
    const payment = await harness.pay(checkout, holdable);
    await harness.perform(payment, 'pay');
    await harness.advance(HOUR);
    await harness.openCheckout({ reference: 'order-7' });
    assert.equal((await capturePayment(harness.domain, payment.id)).status, 'succeeded');
    assert.equal((await harness.payment(payment.id)).review, 'paid_late');
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
  },
);
