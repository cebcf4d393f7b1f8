import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const TOLERANCE_MS = 5 * 60_000;

/**
 * Standard Webhooks, verified by the shop's own clock, which in the demo may be put to another time than the machine's.
 * A shop on the machine's time calls `new Webhook(secret).verify(body, headers)` of the same library instead.
 */
export function verifySignature(
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  secret: string,
  now: number,
): boolean {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (id === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  const signedAt = Number(timestamp) * 1000;
  if (Math.abs(now - signedAt) > TOLERANCE_MS) return false;
  const expected = Buffer.from(new Webhook(secret).sign(id, new Date(signedAt), body));
  return (headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
