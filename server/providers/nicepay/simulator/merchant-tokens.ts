import { createHash, timingSafeEqual } from 'node:crypto';
import type { SimulatedMerchant } from './options.ts';

/*
 * The signature of each call, written from the documentation a second time and not shared with the adapter: a mistake in
 * one of them must not be repeated in the other.
 */

type Fields = Readonly<Record<string, string>>;

/** The fields to concatenate, in order. The merchant key always comes last. */
const FORMULAS = {
  order: ['timeStamp', 'iMid', 'referenceNo', 'amt'],
  cancel: ['timeStamp', 'iMid', 'tXid', 'amt'],
  notification: ['iMid', 'tXid', 'amt'],
  receipt: ['timeStamp', 'tXid', 'iMid'],
} as const;
export type Formula = keyof typeof FORMULAS;

/** `iMid` and the key are those of the merchant, everything else is as the caller sent it. */
export function tokenFor(formula: Formula, { iMid, merchantKey }: Signing, fields: Fields): string {
  const values: Fields = { ...fields, iMid };
  const text = FORMULAS[formula].map((name) => values[name] ?? '').join('') + merchantKey;
  return createHash('sha256').update(text).digest('hex');
}

type Signing = Pick<SimulatedMerchant, 'iMid' | 'merchantKey'>;

/** Compares exactly: uppercase is a different token. */
export const isSignedBy = (
  merchant: Signing,
  formula: Formula,
  fields: Fields,
  received: string | undefined,
): boolean => isSameText(received, tokenFor(formula, merchant, fields));

/** Compares a received token with a stored one, in constant time. A missing one is equal to none. */
export const isSameText = (received: string | undefined, stored: string | undefined): boolean =>
  received !== undefined && stored !== undefined && timingSafeEqual(hash(received), hash(stored));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
