import { toMajorText, type Money } from '../../../shared/money.ts';
import type { PaymentOrder, RefundOrder } from '../../payments/ports/ports.ts';
import type { ChannelRow } from './channels/channel-row.ts';
import { buildCustomer } from './customer/customer.ts';
import { buildProperties } from './channels/properties.ts';

/** JSON number in major units: `1000001` PHP → `10000.01`. Exact up to the 15 digits that any amount of ours has. */
export const toMajorNumber = (money: Money): number => Number(toMajorText(money));

/**
 * The body of `POST /v3/payment_requests` for every flow but the hosted page.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request; https://docs.xendit.co/docs/pay-and-save
 */
export function buildPaymentRequest(order: PaymentOrder, row: ChannelRow): Record<string, unknown> {
  if (order.savedToken !== undefined) return buildTokenPayment(order, order.savedToken, row);
  const saving = order.save && row.saves !== 'no';
  const names = saving ? (row.savingProperties ?? row.properties) : row.properties;
  return {
    ...common(order),
    type: saving ? 'PAY_AND_SAVE' : row.flow,
    channel_code: row.code,
    channel_properties: buildProperties(row.expirySettable ? [...names, 'expires_at'] : names, order),
    ...(saving ? { customer: buildCustomer(order) } : {}),
  };
}

/**
 * The token implies channel and customer: both are left out.
 *
 * @see https://docs.xendit.co/docs/pay-with-tokens; https://docs.xendit.co/docs/merchant-initiated-transaction-2
 */
function buildTokenPayment(order: PaymentOrder, token: string, row: ChannelRow): Record<string, unknown> {
  const alone = row.code === 'CARDS' && order.merchantInitiated;
  return {
    ...common(order),
    type: 'PAY',
    payment_token_id: token,
    channel_properties: {
      ...buildProperties(row.tokenProperties, order),
      // No customer is present to pass 3-D Secure, and the card schemes require it to be declared.
      ...(alone
        ? { skip_three_ds: true, card_on_file_type: 'MERCHANT_UNSCHEDULED', transaction_sequence: 'SUBSEQUENT' }
        : {}),
    },
    ...(row.manualCapture ? { capture_method: captureMethod(order) } : {}),
  };
}

const common = (order: PaymentOrder): Record<string, unknown> => ({
  reference_id: order.merchantReference,
  country: order.country,
  currency: order.money.currency,
  request_amount: toMajorNumber(order.money),
  ...describe(order),
});

const captureMethod = (order: PaymentOrder): 'MANUAL' | 'AUTOMATIC' =>
  order.capture === 'manual' ? 'MANUAL' : 'AUTOMATIC';

/**
 * The body of `POST /sessions`: Xendit's own page, where the card is entered.
 *
 * @see https://docs.xendit.co/apidocs/create-session
 */
export function buildSession(order: PaymentOrder, row: ChannelRow, now: number): Record<string, unknown> {
  const earliest = now + SHORTEST_SESSION_MS;
  return {
    reference_id: order.merchantReference,
    session_type: 'PAY',
    mode: 'PAYMENT_LINK',
    amount: toMajorNumber(order.money),
    currency: order.money.currency,
    country: order.country,
    capture_method: captureMethod(order),
    allow_save_payment_method: order.save ? 'FORCED' : 'DISABLED',
    allowed_payment_channels: [row.code],
    expires_at: new Date(Math.max(order.expiresAt, earliest)).toISOString(),
    locale: order.country === 'ID' ? 'id' : 'en',
    success_return_url: order.returnUrl,
    cancel_return_url: order.returnUrl,
    ...describe(order),
    ...(order.save || isKnown(order) ? { customer: buildCustomer(order) } : {}),
  };
}

/** Whether anything is known of the customer that Xendit can use. */
const isKnown = ({ customer }: PaymentOrder): boolean =>
  [customer?.reference, customer?.name, customer?.email, customer?.phone].some((text) => text !== undefined);

/** Xendit rejects a session shorter than ten minutes; ten seconds more for the request itself. */
export const SHORTEST_SESSION_MS = 610_000;

function describe({ description, merchantReference }: PaymentOrder): Record<string, unknown> {
  const plain = Array.from(description?.replace(/\p{Cc}+/gu, ' ').trim() ?? '')
    .slice(0, 1000)
    .join('');
  return { ...(plain === '' ? {} : { description: plain }), metadata: { kasir_reference: merchantReference } };
}

/** Xendit's refund reasons; any other text becomes `OTHERS`. */
const REASONS = new Set(['FRAUDULENT', 'DUPLICATE', 'REQUESTED_BY_CUSTOMER', 'CANCELLATION', 'OTHERS']);

/**
 * The body of `POST /refunds`. The amount is always sent, also for a full refund.
 *
 * @see https://docs.xendit.co/docs/refund-payment-request
 */
export function buildRefund(request: string, refund: RefundOrder) {
  const word =
    refund.reason
      ?.trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_') ?? 'REQUESTED_BY_CUSTOMER';
  return {
    payment_request_id: request,
    reference_id: refund.merchantReference,
    currency: refund.money.currency,
    amount: toMajorNumber(refund.money),
    reason: REASONS.has(word) ? word : 'OTHERS',
  };
}
