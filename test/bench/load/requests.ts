import { merchantReferenceOf } from '../../../server/payments/ports/reference.ts';
import { LIVE_KEYS } from '../../support/live/server-environment.ts';
import { CALLBACK_TOKEN } from '../measure/measured-server.ts';

/* Requests as they go over the wire. */

export const AMOUNT = 150_000;
const CHANNEL = 'va_bca';

/** An address of its own for each customer: payments are limited by address. */
const addressOf = (customer: number): string =>
  `10.${(customer >> 16) & 255}.${(customer >> 8) & 255}.${customer & 255}`;

const post = (path: string, headers: readonly string[], body: string): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...headers,
    '',
    body,
  ].join('\r\n');

export const checkoutRequest = (reference: string): string =>
  post(
    '/v1/checkouts',
    [`authorization: Bearer ${LIVE_KEYS.api}`],
    JSON.stringify({
      reference,
      amount: AMOUNT,
      currency: 'IDR',
      returnUrl: 'https://shop.example/thanks',
      customer: { name: 'Siti Rahmawati', email: 'siti@example.co.id', phone: '+6281234567890' },
    }),
  );

export const paymentRequest = (token: string, key: string, customer: number): string =>
  post(
    '/v1/session/payments',
    [
      `authorization: Bearer ${token}`,
      `idempotency-key: ${key}`,
      `x-forwarded-for: ${addressOf(customer)}`,
      'origin: https://shop.example',
    ],
    JSON.stringify({ channel: CHANNEL }),
  );

/** The notification that a payment was paid. The number tells those of one payment apart. */
export function notificationRequest(paymentId: string, number: number, token = CALLBACK_TOKEN): string {
  const reference = merchantReferenceOf(paymentId);
  const created = new Date(1_790_000_000_000 + number).toISOString();
  return post(
    '/v1/notifications/xendit',
    [`x-callback-token: ${token}`],
    JSON.stringify({
      event: 'payment.capture',
      business_id: '64e1c0ffee5a1d0c5ca1ab1e',
      created,
      api_version: 'v3',
      data: {
        payment_id: `py-${AMOUNT}-${reference}`,
        business_id: '64e1c0ffee5a1d0c5ca1ab1e',
        reference_id: reference,
        payment_request_id: `pr-${AMOUNT}-${reference}`,
        type: 'PAY',
        country: 'ID',
        currency: 'IDR',
        request_amount: AMOUNT,
        capture_method: 'AUTOMATIC',
        channel_code: 'BCA_VIRTUAL_ACCOUNT',
        channel_properties: { display_name: 'Shop', expires_at: '2030-01-01T00:00:00.000Z' },
        captures: [{ capture_id: `cap-${reference}`, capture_amount: AMOUNT, capture_timestamp: created }],
        status: 'SUCCEEDED',
        metadata: { kasir_reference: reference },
        created,
        updated: created,
      },
    }),
  );
}

/** With an API key or a client token. */
export const getRequest = (path: string, bearer: string = LIVE_KEYS.api): string =>
  [`GET ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${bearer}`, '', ''].join('\r\n');

export const streamRequest = (token: string, customer: number): string =>
  [
    'GET /v1/session/events HTTP/1.1',
    'host: 127.0.0.1',
    'accept: text/event-stream',
    `authorization: Bearer ${token}`,
    `x-forwarded-for: ${addressOf(customer)}`,
    'origin: https://shop.example',
    '',
    '',
  ].join('\r\n');
