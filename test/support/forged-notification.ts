import { createHash } from 'node:crypto';

/* What an attacker can send who has the static callback token, or one genuine signed notification. */

/** Xendit signs nothing: with its callback token any body is accepted. */
export const forgedXendit = (event: string, data: object): Request =>
  new Request('https://pay.example/v1/notifications/xendit', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-callback-token': 'stage-callback-token' },
    body: JSON.stringify({ event, business_id: 'b', created: '2026-04-01T05:00:00Z', data }),
  });

/** Claims that this provider payment captured the amount for the payment with this reference of ours. */
export const forgedCapture = (payment: string, reference: string, amount: number): Request =>
  forgedXendit('payment.capture', {
    payment_id: payment,
    reference_id: reference,
    status: 'SUCCEEDED',
    currency: 'IDR',
    request_amount: amount,
    captures: [{ capture_id: `capture-of-${payment}`, capture_amount: amount }],
  });

/** A copy with other fields: NICEPAY signs nothing but transaction id and amount. */
export async function withFields(notification: Request, fields: Readonly<Record<string, string>>): Promise<Request> {
  const form = new URLSearchParams(await notification.clone().text());
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Request(notification.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
}

/** An invented id in the provider’s format, the same for the same seed. */
export const madeUpId = (prefix: string, seed: string | number): string => {
  const hex = createHash('sha256').update(String(seed)).digest('hex');
  return `${prefix}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
