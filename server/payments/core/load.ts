import type { Domain } from './domain.ts';
import type { Checkout, Payment, Payout } from '../model/model.ts';
import type { CheckoutWithPayments } from '../ports/ports.ts';
import { DomainError } from './domain-error.ts';

/* Loading by id; what does not exist throws the DomainError `not_found`. */

export async function loadPayment(deps: Domain, id: string): Promise<Payment> {
  const payment = await deps.store.findPayment(id);
  if (payment === undefined) throw new DomainError('not_found', 'No such payment.');
  return payment;
}

export async function loadCheckout(deps: Domain, id: string): Promise<Checkout> {
  const checkout = await deps.store.findCheckout(id);
  if (checkout === undefined) throw new DomainError('not_found', 'No such checkout.');
  return checkout;
}

export async function loadCheckoutWithPayments(deps: Domain, id: string): Promise<CheckoutWithPayments> {
  const found = await deps.store.findCheckoutWithPayments(id);
  if (found === undefined) throw new DomainError('not_found', 'No such checkout.');
  return found;
}

export async function loadPayout(deps: Domain, id: string): Promise<Payout> {
  const payout = await deps.store.findPayout(id);
  if (payout === undefined) throw new DomainError('not_found', 'No such payout.');
  return payout;
}
