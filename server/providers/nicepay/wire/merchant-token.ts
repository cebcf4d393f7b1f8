import { createHash, timingSafeEqual } from 'node:crypto';

/*
 * merchantToken: the SHA-256, in lowercase hex, of some values concatenated without a separator, the merchant key last.
 * The key is used as text, without decoding it; every value enters exactly as it is sent. Which values, and in which
 * order, depends on the call: each call has a function of its own below.
 */

/** The merchant id and its key. */
export interface Signer {
  readonly iMid: string;
  readonly merchantKey: string;
}

/** What most calls sign: the order with our reference. */
export interface SignedOrder {
  /** `YYYYMMDDHHMMSS`, as sent in the same request. */
  readonly timeStamp: string;
  readonly referenceNo: string;
  /** The registered amount, also where the request does not carry it. */
  readonly amt: string;
}

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store */
export const directRegistrationToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-checkout */
export const checkoutRegistrationToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/**
 * For every payment step, the browser's and our server's.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-recurring-payment-api-credit-card
 */
export const paymentToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout */
export const inquiryToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/**
 * A cancel signs the transaction id instead of our reference. `amt` is what is canceled now, which may be a part.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card
 */
export const cancelToken = (
  { iMid, merchantKey }: Signer,
  { timeStamp, tXid, amt }: { readonly timeStamp: string; readonly tXid: string; readonly amt: string },
): string => digest(timeStamp, iMid, tXid, amt, merchantKey);

/**
 * A notification is signed without a time, so an intercepted one stays valid for ever: it is only a reason to inquire.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store
 */
export const notificationToken = (
  { iMid, merchantKey }: Signer,
  { tXid, amt }: { readonly tXid: string; readonly amt: string },
): string => digest(iMid, tXid, amt, merchantKey);

/**
 * For Akulaku's confirmation of receipt: the transaction id comes before the merchant id, and there is no amount.
 *
 * @see NICEPAY API V2, chapter "Payloan", `confirmAkulaku`
 */
export const receiptToken = (
  { iMid, merchantKey }: Signer,
  { timeStamp, tXid }: { readonly timeStamp: string; readonly tXid: string },
): string => digest(timeStamp, tXid, iMid, merchantKey);

/** Compares in constant time, ignoring letter case. */
export function isSameToken(expected: string, received: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text.toLowerCase(), 'utf8').digest();
  return timingSafeEqual(hash(expected), hash(received));
}

const signOrder = ({ iMid, merchantKey }: Signer, { timeStamp, referenceNo, amt }: SignedOrder): string =>
  digest(timeStamp, iMid, referenceNo, amt, merchantKey);

const digest = (...values: readonly string[]): string =>
  createHash('sha256').update(values.join(''), 'utf8').digest('hex');
