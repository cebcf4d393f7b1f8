import type { CreateOrder } from '../../payments/ports/ports.ts';
import type { ChannelRow } from './channels.ts';
import type { BdpaySettings } from './environment.ts';
import type { Fields } from './wire/fields.ts';
import { signableBytes, signString } from './wire/signature.ts';
import { acceptable, nationalDigits, shorter, type Texts } from './wire/texts.ts';
import { dateTimeText, expiryMinutes } from './wire/times.ts';

/** One request before it is signed. Every value is text, amounts too: a number would sign the same. */
export interface ApiCall {
  readonly path: string;
  readonly body: Fields;
}

export interface PaymentCall extends ApiCall {
  /** What was sent otherwise than we were told it. */
  readonly changed: readonly string[];
}

/** Everything goes out with who we are and when; empty values are left out, for they would sign like absent ones. */
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

/** `POST /gateway/pay`, or `/gateway/prepaidOrder` for the link, on whose page the customer chooses. */
export function buildPayment(order: CreateOrder, row: ChannelRow, settings: BdpaySettings, now: number): PaymentCall {
  const texts = acceptable({
    name: order.customer?.name,
    email: order.customer?.email,
    phone: row.flow === 'push' ? order.fields['phone'] : order.customer?.phone,
    product: order.description ?? order.items?.[0]?.name,
  });
  const fewer = shorter(texts);
  const attempts = [
    paymentCall(order, row, settings, now, texts),
    paymentCall(order, row, settings, now, fewer),
    // Nobody leads the customer back then; the page that waits in the shop shows the end of it all the same.
    paymentCall({ ...order, returnUrl: '' }, row, settings, now, {
      ...fewer,
      changed: [...fewer.changed, 'redirectUrl'],
    }),
  ] as const;
  const room = signableBytes(settings.privateKey);
  return attempts.find(({ body }) => Buffer.byteLength(signString(body)) <= room) ?? attempts[0];
}

function paymentCall(
  order: CreateOrder,
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
    // A push has its own thirty seconds, and nothing to come back from.
    expiryPeriod: row.flow === 'push' ? undefined : String(expiryMinutes(order.expiresAt, now)),
    redirectUrl: row.flow === 'page' ? order.returnUrl : undefined,
  };
  const path = row.method === undefined ? '/gateway/prepaidOrder' : '/gateway/pay';
  return { ...apiCall(path, fields, settings, now), changed };
}

/** The number that is registered with OVO, as BDPay writes it; empty when the order has none. */
export const pushPhone = (order: CreateOrder): string => nationalDigits(order.fields['phone'] ?? '');

/** How a payment stands. */
export const buildQuery = (orderNum: string, settings: BdpaySettings, now: number): ApiCall =>
  apiCall(settings.queryPath, { queryType: 'ORDER_QUERY', orderNum }, settings, now);
