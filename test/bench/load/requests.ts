import { LIVE_KEYS } from '../../support/live/server-environment.ts';

/* Requests as they go over the wire. */

const AMOUNT = 150_000;
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
