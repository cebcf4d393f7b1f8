import { createHash, timingSafeEqual } from 'node:crypto';

/*
 * merchantToken: lowercase hex of the SHA-256 of some values written one behind the other, without anything between
 * them, the merchant key last. The key is text and is not decoded; every value enters exactly as it is sent. Which
 * values, and in which order, depends on the call: each call has a function of its own below. README.md says where each
 * formula comes from and which of them a sample printed by NICEPAY proves.
 */

/** The merchant id and its key: who signs. */
export interface Signer {
  readonly iMid: string;
  readonly merchantKey: string;
}

/** What most calls sign: the order, by our reference. */
export interface SignedOrder {
  /** `YYYYMMDDHHMMSS`, the one sent in the same request. */
  readonly timeStamp: string;
  readonly referenceNo: string;
  /** Of the registered transaction, also where the request does not carry it. */
  readonly amt: string;
}

export const directRegistrationToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

export const checkoutRegistrationToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/** Of the browser's step and of our own: card, saved card, capture, wallet, pay later, clickpay. */
export const paymentToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

export const inquiryToken = (signer: Signer, order: SignedOrder): string => signOrder(signer, order);

/** A cancel signs the transaction id; `amt` is what is canceled now, which may be a part. */
export const cancelToken = (
  { iMid, merchantKey }: Signer,
  { timeStamp, tXid, amt }: { readonly timeStamp: string; readonly tXid: string; readonly amt: string },
): string => digest(timeStamp, iMid, tXid, amt, merchantKey);

/** A notification has no time in it, so a captured one is genuine for ever: it is a reason to ask, never more. */
export const notificationToken = (
  { iMid, merchantKey }: Signer,
  { tXid, amt }: { readonly tXid: string; readonly amt: string },
): string => digest(iMid, tXid, amt, merchantKey);

/** Akulaku's confirmation that the goods arrived: the transaction id stands before the merchant id, and no amount. */
export const receiptToken = (
  { iMid, merchantKey }: Signer,
  { timeStamp, tXid }: { readonly timeStamp: string; readonly tXid: string },
): string => digest(timeStamp, tXid, iMid, merchantKey);

/** In a time that tells nothing about how far they agree. Letter case is read tolerantly. */
export function sameToken(expected: string, given: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text.toLowerCase(), 'utf8').digest();
  return timingSafeEqual(hash(expected), hash(given));
}

const signOrder = ({ iMid, merchantKey }: Signer, { timeStamp, referenceNo, amt }: SignedOrder): string =>
  digest(timeStamp, iMid, referenceNo, amt, merchantKey);

const digest = (...values: readonly string[]): string =>
  createHash('sha256').update(values.join(''), 'utf8').digest('hex');
