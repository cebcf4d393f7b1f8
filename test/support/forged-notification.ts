import { createHash } from 'node:crypto';

/* What somebody can send who has only what leaks: a static token, or one notification that was really signed. */

/** With Xendit's callback token any body is taken for genuine. */
export const forgedXendit = (event: string, data: object): Request =>
  new Request('https://pay.example/v1/notifications/xendit', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-callback-token': 'stage-callback-token' },
    body: JSON.stringify({ event, business_id: 'b', created: '2026-04-01T05:00:00Z', data }),
  });

/** A capture of a payment that names our reference and whatever payment the forger likes. */
export const forgedCapture = (payment: string, reference: string, amount: number): Request =>
  forgedXendit('payment.capture', {
    payment_id: payment,
    reference_id: reference,
    status: 'SUCCEEDED',
    currency: 'IDR',
    request_amount: amount,
    captures: [{ capture_id: `capture-of-${payment}`, capture_amount: amount }],
  });

/** NICEPAY signs the transaction and the amount; everything else in its notification can be changed. */
export async function withFields(notification: Request, members: Readonly<Record<string, string>>): Promise<Request> {
  const form = new URLSearchParams(await notification.clone().text());
  for (const [name, value] of Object.entries(members)) form.set(name, value);
  return new Request(notification.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
}

/** Different bytes of the same length as an id has. */
export const madeUpId = (prefix: string, seed: string | number): string => {
  const hex = createHash('sha256').update(String(seed)).digest('hex');
  return `${prefix}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
