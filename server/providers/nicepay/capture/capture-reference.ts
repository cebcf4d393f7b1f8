import type { Money } from '../../../../shared/money.ts';
import type { ProviderReferences } from '../../../payments/model/model.ts';

/*
 * A payment is one transaction at NICEPAY, `tXid`. A capture of an authorized payment is another one, registered under
 * our reference with `-C1` appended (`-C2`, where that reference turned out to be used up). Its id and amount are kept
 * with the payment as `capture1`: `…tXid…/40000`.
 */

/** Our references have letters and digits only, so the dash cannot be part of one. */
export const captureReference = (merchantReference: string, captureNumber: number): string =>
  `${merchantReference}-C${captureNumber}`;

export const captureReferences = (captureNumber: number, tXid: string, { amount }: Money): ProviderReferences => ({
  [`capture${captureNumber}`]: `${tXid}/${amount}`,
});

/** Which payment, and which capture of it, a `referenceNo` belongs to. */
export function parseReference(referenceNo: string): {
  readonly merchantReference: string;
  readonly captureNumber?: number;
} {
  const [, merchantReference, captureNumber] = /^([A-Za-z0-9]+)-C([1-9])$/.exec(referenceNo) ?? [];
  return merchantReference === undefined
    ? { merchantReference: referenceNo }
    : { merchantReference, captureNumber: Number(captureNumber) };
}

export const captureNumberOf = (referenceNo: string): number => parseReference(referenceNo).captureNumber ?? 1;
