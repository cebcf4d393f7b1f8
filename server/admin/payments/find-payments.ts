import type { Domain } from '../../payments/core/domain.ts';
import type { Payment } from '../../payments/model/model.ts';

/** A reference may have been used by so many checkouts, of which one is live. */
const CHECKOUTS = 20;

/**
 * Payments by whatever somebody may have at hand: an id of ours (payment, checkout, refund), the shop's reference of the
 * order, our reference at the provider, or one of the provider's. Newest first.
 */
export async function findPayments({ store }: Domain, text: string): Promise<readonly Payment[]> {
  const wanted = text.trim();
  const [prefix] = wanted.split('_');
  if (prefix === 'pay') return present([await store.findPayment(wanted)]);
  if (prefix === 'co') return store.paymentsOf(wanted);
  if (prefix === 'rf') {
    const refund = await store.findRefund(wanted);
    return refund === undefined ? [] : present([await store.findPayment(refund.paymentId)]);
  }
  const checkouts = await store.listCheckouts({ reference: wanted }, { limit: CHECKOUTS });
  const found = await Promise.all([
    ...checkouts.data.map(({ id }) => store.paymentsOf(id)),
    store.findPaymentByMerchantReference(wanted).then((payment) => present([payment])),
    store.paymentsByAnyProviderReference(wanted),
  ]);
  const distinct = new Map(found.flat().map((payment) => [payment.id, payment]));
  return [...distinct.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

const present = (payments: readonly (Payment | undefined)[]): readonly Payment[] =>
  payments.filter((payment) => payment !== undefined);
