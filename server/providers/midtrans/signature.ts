import { createHash, timingSafeEqual } from 'node:crypto';

/** The fields that are signed, each as the text that arrived. */
export interface SignedFields {
  readonly order_id: string;
  readonly status_code: string;
  /** With its decimals: `150000.00`. */
  readonly gross_amount: string;
}

/**
 * `signature_key`: SHA-512 of the three texts and the server key, without separators, in lower-case hexadecimal.
 *
 * @see https://docs.midtrans.com/docs/https-notification-webhooks, verifying the notification
 */
export const signatureOf = (
  { order_id: order, status_code: code, gross_amount: amount }: SignedFields,
  serverKey: string,
): string => createHash('sha512').update(`${order}${code}${amount}${serverKey}`, 'utf8').digest('hex');

/** Compares in a time that reveals nothing. */
export function isSignedBy(fields: SignedFields, signature: string, serverKey: string): boolean {
  const expected = Buffer.from(signatureOf(fields, serverKey), 'utf8');
  const given = Buffer.from(signature, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
