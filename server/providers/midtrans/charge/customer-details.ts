import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { VALID_EMAIL } from '../channels/valid-email.ts';
import type { ChannelRow } from '../channels.ts';
import { plainLine } from './items.ts';

/** Where a lender requires an address and the shop has none: obvious placeholders. */
const PLACEHOLDER = { address: 'Indonesia', city: 'Jakarta', postal_code: '10110' } as const;

/**
 * `customer_details`: what is known of the customer and valid there; `undefined` where that is nothing. It is decoration
 * for all but lenders, so what might be refused is left out: an e-mail address in an unusual form, for BNI a phone number
 * of another country.
 *
 * @see https://docs.midtrans.com/reference/customer-details-object
 */
export function buildCustomer(
  order: PaymentOrder,
  { type }: ChannelRow,
): Readonly<Record<string, unknown>> | undefined {
  const { customer, fields } = order;
  const isLender = type === 'akulaku' || type === 'kredivo';
  const email = fields['email'] ?? customer?.email;
  const phone = fields['phone'] ?? customer?.phone;
  const contact = withoutGaps({
    first_name: plainLine(fields['name'] ?? customer?.name, 255),
    email: email !== undefined && VALID_EMAIL.test(email) ? email : undefined,
    phone: phone?.startsWith('+62') === true || isLender ? phone : undefined,
  });
  const details = withoutGaps({
    ...contact,
    billing_address: isLender ? addressOf(order, contact) : undefined,
    shipping_address: isLender ? addressOf(order, contact) : undefined,
  });
  return Object.keys(details).length === 0 ? undefined : details;
}

function addressOf({ customer }: PaymentOrder, contact: object): object {
  const { address } = customer ?? {};
  return {
    ...contact,
    address: plainLine(address?.line1, 255) ?? PLACEHOLDER.address,
    city: plainLine(address?.city, 100) ?? PLACEHOLDER.city,
    postal_code: /^\d{4,10}$/.test(address?.postalCode ?? '') ? address?.postalCode : PLACEHOLDER.postal_code,
    // ISO 3166-1 alpha-3. Both lenders serve Indonesia only.
    country_code: 'IDN',
  };
}

const withoutGaps = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
