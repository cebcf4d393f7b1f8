import type { CheckoutView, SessionCheckout } from '../../../shared/api/views.ts';
import type { Address, Checkout, Customer, Payment } from '../../payments/model/model.ts';
import { optional, presentTime } from './present-parts.ts';
import { presentStorefrontPayment } from './present-payment.ts';

/** @param payments of the checkout, newest first */
export function presentCheckout(checkout: Checkout, payments: readonly Payment[]): CheckoutView {
  return {
    id: checkout.id,
    status: checkout.status,
    reference: checkout.reference,
    amount: checkout.amount,
    currency: checkout.currency,
    country: checkout.country,
    ...optional('description', checkout.description),
    ...optional('items', checkout.items?.map(presentItem)),
    ...optional('customer', checkout.unreadable ? null : checkout.customer && presentCustomer(checkout.customer)),
    ...optional('unreadable', checkout.unreadable),
    returnUrl: checkout.returnUrl,
    expiresAt: presentTime(checkout.expiresAt),
    ...optional('channels', checkout.channels && [...checkout.channels]),
    capture: checkout.capture,
    savePayment: checkout.savePayment,
    ...optional('installments', checkout.installments && [...checkout.installments]),
    ...optional('metadata', checkout.metadata && Object.fromEntries(Object.entries(checkout.metadata))),
    createdAt: presentTime(checkout.createdAt),
    updatedAt: presentTime(checkout.updatedAt),
    payments: payments.map(presentStorefrontPayment),
  };
}

const presentItem = ({ name, quantity, unitAmount }: { name: string; quantity: number; unitAmount: number }) => ({
  name,
  quantity,
  unitAmount,
});

const presentCustomer = (customer: Customer): NonNullable<CheckoutView['customer']> => ({
  ...optional('reference', customer.reference),
  ...optional('name', customer.name),
  ...optional('email', customer.email),
  ...optional('phone', customer.phone),
  ...optional('address', customer.address && presentAddress(customer.address)),
});

const presentAddress = (address: Address) => ({
  ...optional('line1', address.line1),
  ...optional('city', address.city),
  ...optional('state', address.state),
  ...optional('postalCode', address.postalCode),
  ...optional('country', address.country),
});

/** The part of a checkout that the customer's browser may see. */
export function presentSessionCheckout(checkout: Checkout): SessionCheckout {
  return {
    id: checkout.id,
    status: checkout.status,
    amount: checkout.amount,
    currency: checkout.currency,
    country: checkout.country,
    ...optional('description', checkout.description),
    ...optional('items', checkout.items?.map(presentItem)),
    returnUrl: checkout.returnUrl,
    expiresAt: presentTime(checkout.expiresAt),
    savePayment: checkout.savePayment,
  };
}
