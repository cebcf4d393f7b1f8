import type { CheckoutView, PaymentDetail } from '../../../shared/api/views.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Checkout, Payment } from '../../payments/model/model.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { presentPaymentDetail } from '../present/present-payment.ts';

/** The current view of a checkout with its payments. */
export const checkoutView = async (domain: Domain, checkout: Checkout): Promise<CheckoutView> =>
  presentCheckout(checkout, await domain.store.paymentsOf(checkout.id));

/** The number of newest history entries in a payment's view. */
const HISTORY_SHOWN = 100;

/** The current view of a payment with its history. */
export const paymentView = async (domain: Domain, payment: Payment): Promise<PaymentDetail> =>
  presentPaymentDetail(
    payment,
    (await domain.store.listHistory(payment.id, { limit: HISTORY_SHOWN })).data.toReversed(),
  );
