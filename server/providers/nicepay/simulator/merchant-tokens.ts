import { createHash, timingSafeEqual } from 'node:crypto';
import type { SimulatedMerchant } from './options.ts';

/*
 * What each call has to be signed with, written down from the documentation once more and not taken from the adapter:
 * a formula that is wrong on one side must not be wrong on both.
 */

type Fields = Readonly<Record<string, string>>;

/** The members of the concatenation in their order; the merchant key always comes last. */
const FORMULAS = {
  order: ['timeStamp', 'iMid', 'referenceNo', 'amt'],
  cancel: ['timeStamp', 'iMid', 'tXid', 'amt'],
  notification: ['iMid', 'tXid', 'amt'],
  receipt: ['timeStamp', 'tXid', 'iMid'],
} as const;
export type Formula = keyof typeof FORMULAS;

/** `iMid` and the key are the merchant's own; everything else enters as the caller wrote it. */
export function tokenFor(formula: Formula, { iMid, merchantKey }: Signing, fields: Fields): string {
  const values: Fields = { ...fields, iMid };
  const text = FORMULAS[formula].map((name) => values[name] ?? '').join('') + merchantKey;
  return createHash('sha256').update(text).digest('hex');
}

type Signing = Pick<SimulatedMerchant, 'iMid' | 'merchantKey'>;

/** Exactly: capital letters are another token. */
export const isSignedBy = (merchant: Signing, formula: Formula, fields: Fields, given: string | undefined): boolean =>
  isSameText(given, tokenFor(formula, merchant, fields));

/** For a token that the caller repeats. One that is missing is the same as no other. */
export const isSameText = (given: string | undefined, kept: string | undefined): boolean =>
  given !== undefined && kept !== undefined && timingSafeEqual(hash(given), hash(kept));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
