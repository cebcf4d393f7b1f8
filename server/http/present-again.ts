import type { Domain } from '../payments/core/domain.ts';
import { loadCheckout, loadPayment, loadPayout } from '../payments/core/load.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import { required } from './context.ts';
import type { KeyRule } from './middleware/idempotency.ts';
import { presentPayment } from './present/present-payment.ts';
import { presentRefund } from './present/present-refund.ts';
import { presentPayout } from './present/present-payout.ts';
import { presentEventNow } from './storefront/present-event-now.ts';
import { checkoutView, paymentView } from './storefront/views.ts';

/* Current views of the object of a stored answer, for repeats of an Idempotency-Key. */

type Again = KeyRule['again'];

const idOf = ({ id }: { readonly id?: string | undefined }): string => required(id, 'the id of a stored answer');

/** The view of the browser API. */
export const sessionPaymentAgain =
  (domain: Domain): Again =>
  async (_ctx, first) =>
    presentPayment(await loadPayment(domain, idOf(first)));

/** The view of the storefront API. */
export const paymentAgain =
  (domain: Domain): Again =>
  async (_ctx, first) =>
    paymentView(domain, await loadPayment(domain, idOf(first)));

export const checkoutAgain =
  (domain: Domain): Again =>
  async (_ctx, first) =>
    checkoutView(domain, await loadCheckout(domain, idOf(first)));

export const refundAgain =
  (domain: Domain): Again =>
  async (_ctx, first) => {
    const refund = await domain.store.findRefund(idOf(first));
    if (refund === undefined) throw new DomainError('not_found', 'No such refund.');
    return presentRefund(refund);
  };

export const payoutAgain =
  (domain: Domain): Again =>
  async (_ctx, first) =>
    presentPayout(await loadPayout(domain, idOf(first)));

export const eventAgain =
  (domain: Domain): Again =>
  async (_ctx, first) => {
    const event = await domain.store.findEvent(idOf(first));
    if (event === undefined) throw new DomainError('not_found', 'No such event.');
    return presentEventNow(domain, event);
  };
