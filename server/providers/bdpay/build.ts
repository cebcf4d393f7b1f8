import type { PaymentOrder } from '../../payments/ports/ports.ts';
import type { ChannelRow } from './channels.ts';
import type { BdpaySettings } from './environment.ts';
import type { Fields } from './wire/fields.ts';
import { signableBytes, signString } from './wire/signature.ts';
import { acceptable, nationalDigits, shorter, type Texts } from './wire/texts.ts';
import { dateTimeText, expiryMinutes } from './wire/times.ts';

/** One request before it is signed. Every value is text, amounts too: the signature of a number is the same. */
export interface ApiCall {
  readonly path: string;
  readonly body: Fields;
}

export interface PaymentCall extends ApiCall {
  /** Names of the fields that were sent with another value than the order has. */
  readonly changed: readonly string[];
}

/** Adds the merchant code and the time. Empty values are left out: they have the same signature as absent ones. */
export const apiCall = (
  path: string,
  fields: Readonly<Record<string, string | undefined>>,
  { merchantCode, dateTime }: BdpaySettings,
  now: number,
): ApiCall => ({
  path,
  body: new Map(
    Object.entries({ merchantCode, ...fields, dateTime: dateTimeText(now, dateTime) }).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    ),
  ),
});

/**
 * `POST /gateway/pay`, or `/gateway/prepaidOrder` for the link, on whose page the customer chooses the method.
 *
 * @see https://document.bdpay.co.id, "create payment order" and "create payment link"
 */
export function buildPayment(order: PaymentOrder, row: ChannelRow, settings: BdpaySettings, now: number): PaymentCall {
  const texts = acceptable({
    name: order.customer?.name,
    email: order.customer?.email,
    phone: row.flow === 'push' ? order.fields['phone'] : order.customer?.phone,
    product: order.description ?? order.items?.[0]?.name,
  });
  const fewer = shorter(texts);
  const candidates = [
    paymentCall(order, row, settings, now, texts),
    paymentCall(order, row, settings, now, fewer),
    // Without a redirect the customer returns alone; the shop's page, which waits, shows the result all the same.
    paymentCall({ ...order, returnUrl: '' }, row, settings, now, {
      ...fewer,
      changed: [...fewer.changed, 'redirectUrl'],
    }),
  ] as const;
  const room = signableBytes(settings.privateKey);
  return candidates.find(({ body }) => Buffer.byteLength(signString(body)) <= room) ?? candidates[0];
}

function paymentCall(
  order: PaymentOrder,
  row: ChannelRow,
  settings: BdpaySettings,
  now: number,
  { changed, ...texts }: Texts,
): PaymentCall {
  const fields = {
    ...texts,
    method: row.method,
    orderNum: order.merchantReference,
    payMoney: String(order.money.amount),
    notifyUrl: order.notificationUrl,
    // A push lasts thirty seconds, and there is no page to return from.
    expiryPeriod: row.flow === 'push' ? undefined : String(expiryMinutes(order.expiresAt, now)),
    redirectUrl: row.flow === 'page' ? order.returnUrl : undefined,
  };
  const path = row.method === undefined ? '/gateway/prepaidOrder' : '/gateway/pay';
  return { ...apiCall(path, fields, settings, now), changed };
}

/** The phone number registered with OVO, as BDPay writes it; empty when the order has none. */
export const pushPhone = (order: PaymentOrder): string => nationalDigits(order.fields['phone'] ?? '');

/**
 * Inquires about a payment by our reference.
 *
 * @see https://document.bdpay.co.id, "order query"
 */
export const buildQuery = (orderNum: string, settings: BdpaySettings, now: number): ApiCall =>
  apiCall(settings.queryPath, { queryType: 'ORDER_QUERY', orderNum }, settings, now);
