import assert from 'node:assert/strict';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Harness } from './harness.ts';

/** The simulator and our store. */
type Sides = Pick<Harness, 'simulator'> & {
  readonly domain: Pick<Harness['domain'], 'store'>;
  readonly subject: Pick<Harness['subject'], 'paymentReference'>;
};

const paymentOf = ({ domain, subject }: Sides, reference: string): Promise<Payment | undefined> =>
  domain.store.findPaymentByMerchantReference(subject.paymentReference?.(reference) ?? reference);

/** The provider's ledger and our store agree on payments, refunds and payouts, and no event is missing. */
export async function assertLedgersAgree(sides: Sides): Promise<void> {
  const {
    simulator,
    domain: { store },
  } = sides;
  const ledger = simulator.ledger();
  const creates = ledger.filter(({ kind }) => kind === 'create');
  for (const { reference } of creates) {
    assert.ok(await paymentOf(sides, reference), `the provider has payment ${reference}, we do not`);
  }
  const references = creates.map(({ reference }) => reference);
  assert.equal(new Set(references).size, references.length, 'a payment was created twice at the provider');

  const refunded = new Map<string, number>();
  for (const { kind, reference, money } of ledger) {
    if (kind !== 'refund' && kind !== 'refund_failed') continue;
    // Not every provider accepts a reference for a refund; its ledger then has the payment's.
    const refund = await store.findRefundByMerchantReference(reference);
    const paymentId = refund?.paymentId ?? (await paymentOf(sides, reference))?.id;
    assert.ok(paymentId, `the provider has refund ${reference}, we do not`);
    const sign = kind === 'refund' ? 1 : -1;
    refunded.set(paymentId, (refunded.get(paymentId) ?? 0) + sign * (money?.amount ?? 0));
  }
  for (const [paymentId, amount] of refunded) {
    assert.equal(
      (await store.findPayment(paymentId))?.refundedAmount,
      amount,
      `refunds of ${paymentId} differ from the provider's ledger`,
    );
  }

  const payouts = new Map<string, number>();
  for (const { kind, reference } of ledger) {
    if (kind === 'payout') payouts.set(reference, (payouts.get(reference) ?? 0) + 1);
    if (kind === 'payout_failed') payouts.set(reference, (payouts.get(reference) ?? 0) - 1);
  }
  for (const [reference, times] of payouts) {
    const payout = await store.findPayoutByMerchantReference(reference);
    assert.ok(payout, `the provider has payout ${reference}, we do not`);
    assert.ok(times <= 1, `payout ${reference} was sent ${times} times`);
    if (payout.status === 'succeeded' || payout.status === 'failed')
      assert.equal(times, payout.status === 'succeeded' ? 1 : 0, `payout ${reference} is ${payout.status} here`);
  }

  const sequences = new Map<string, number>();
  for (const event of (await store.listEvents({ limit: 100 })).data) {
    assert.equal(event.sequence, (sequences.get(event.stream) ?? 0) + 1, 'an event is missing or out of order');
    sequences.set(event.stream, event.sequence);
  }
}
