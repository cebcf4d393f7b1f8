import type { CheckoutView, PaymentDetail } from '../../../shared/api/views.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Checkout, Payment } from '../../payments/model/model.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { presentPaymentDetail } from '../present/present-payment.ts';

/** A checkout with its payments, as they are now. */
export const checkoutView = async (d: Domain, checkout: Checkout): Promise<CheckoutView> =>
  presentCheckout(checkout, await d.store.paymentsOf(checkout.id));

/** Entries of the history that a payment's own view carries: the newest. */
const HISTORY_SHOWN = 100;

/** A payment with its history, as it is now. */
export const paymentView = async (d: Domain, payment: Payment): Promise<PaymentDetail> =>
  presentPaymentDetail(payment, (await d.store.listHistory(payment.id, { limit: HISTORY_SHOWN })).data.toReversed());
