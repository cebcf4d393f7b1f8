import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { acceptableName } from '../customer/acceptable-name.ts';

/** The names of `channel_properties` and where their values come from. A property without a value is left out. */
const PROPERTIES = {
  display_name: (order) => acceptableName(order.customer?.name),
  payer_name: (order) => acceptableName(order.customer?.name),
  success_return_url: (order) => order.returnUrl,
  failure_return_url: (order) => order.returnUrl,
  cancel_return_url: (order) => order.returnUrl,
  pending_return_url: (order) => order.returnUrl,
  account_mobile_number: (order) => order.fields['phone'] ?? order.customer?.phone,
  mobile_number: (order) => order.fields['phone'] ?? order.customer?.phone,
  email: (order) => order.fields['email'],
  cashtag: (order) => order.fields['cashtag'],
  card_last_four_digits: (order) => order.fields['cardLastFour'],
  qr_string_type: () => 'DYNAMIC',
  expires_at: (order) => new Date(order.expiresAt).toISOString(),
} as const satisfies Readonly<Record<string, (order: PaymentOrder) => string | undefined>>;

export type PropertyName = keyof typeof PROPERTIES;

/** @see https://docs.xendit.co/docs/available-payment-channels, the page of each channel */
export function buildProperties(names: readonly PropertyName[], order: PaymentOrder): Record<string, string> {
  const entries = names.flatMap((name) => {
    const value = PROPERTIES[name](order);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
