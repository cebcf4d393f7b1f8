/**
 * A provider that answers at once, in the shapes of Xendit's API and with as little work as possible. Nothing is kept: the
 * id of a payment request holds what its inquiry has to repeat.
 *
 * `POST /stub?delayMs=150&paid=1&failures=10` changes how it behaves from then on, and answers with what it has counted.
 */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../measure/read-body.ts';
import { serveChild } from '../measure/serve-child.ts';

const orderSchema = z.object({
  reference_id: z.string(),
  type: z.string(),
  country: z.string(),
  currency: z.string(),
  request_amount: z.number(),
  channel_code: z.string(),
  channel_properties: z.record(z.string(), z.unknown()),
  metadata: z.unknown(),
});

const behaviour = { delayMs: 0, paid: false, failures: 0 };
const counted = { creates: 0, inquiries: 0 };

serveChild((request, response) => {
  const { method = '', url = '' } = request;
  if (url.startsWith('/stub')) {
    behave(new URL(url, 'http://stub').searchParams);
    answer(response, 200, counted);
  } else if (method === 'POST' && url === '/v3/payment_requests') {
    counted.creates += 1;
    readBody(request, (body) => {
      if (behaviour.delayMs === 0) create(response, body);
      else setTimeout(() => create(response, body), behaviour.delayMs);
    });
  } else {
    counted.inquiries += 1;
    request.resume();
    request.on('end', () => inquire(response, url));
  }
});

function behave(wanted: URLSearchParams): void {
  if (wanted.has('delayMs')) behaviour.delayMs = Number(wanted.get('delayMs'));
  if (wanted.has('paid')) behaviour.paid = wanted.get('paid') === '1';
  if (wanted.has('failures')) behaviour.failures = Number(wanted.get('failures'));
}

function create(response: ServerResponse, body: Buffer): void {
  if (behaviour.failures > 0) {
    behaviour.failures -= 1;
    answer(response, 503, { error_code: 'SERVICE_UNAVAILABLE', message: 'a fault of the bench' });
    return;
  }
  // The body is what the product has built, in a process of its own: no schema is needed to answer it.
  const order = JSON.parse(body.toString('utf8')) as z.infer<typeof orderSchema>;
  const at = new Date().toISOString();
  answer(response, 201, {
    business_id: '64e1c0ffee5a1d0c5ca1ab1e',
    reference_id: order.reference_id,
    payment_request_id: `pr-${order.request_amount}-${order.reference_id}`,
    type: order.type,
    country: order.country,
    currency: order.currency,
    request_amount: order.request_amount,
    capture_method: 'AUTOMATIC',
    channel_code: order.channel_code,
    channel_properties: order.channel_properties,
    actions: [{ type: 'PRESENT_TO_CUSTOMER', descriptor: 'VIRTUAL_ACCOUNT_NUMBER', value: '1076620000104' }],
    status: 'REQUIRES_ACTION',
    metadata: order.metadata,
    created: at,
    updated: at,
  });
}

/** `/v3/payment_requests/pr-150000-pay01J…`, `/v3/payments/py-150000-pay01J…` or one of them with `/cancel`. */
function inquire(response: ServerResponse, url: string): void {
  const [, kind, amount, reference] = /\/(pr|py)-([\d.]+)-(\w+)/.exec(url) ?? [];
  if (amount === undefined) {
    answer(response, 404, { error_code: 'DATA_NOT_FOUND', message: 'not found' });
    return;
  }
  const status = url.endsWith('/cancel') ? 'CANCELED' : behaviour.paid ? 'SUCCEEDED' : 'REQUIRES_ACTION';
  answer(response, 200, {
    reference_id: reference,
    payment_request_id: `pr-${amount}-${reference}`,
    type: 'PAY',
    country: 'ID',
    currency: 'IDR',
    request_amount: Number(amount),
    channel_code: 'BCA_VIRTUAL_ACCOUNT',
    status,
    ...(kind === 'py' ? { payment_id: `py-${amount}-${reference}` } : {}),
    ...(kind === 'pr' && status === 'SUCCEEDED' ? { latest_payment_id: `py-${amount}-${reference}` } : {}),
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
