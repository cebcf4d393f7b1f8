import type { Money } from '../../../../shared/money.ts';
import type { ProviderReferences } from '../../../payments/model/model.ts';
import type { PaymentRef } from '../../../payments/ports/ports.ts';
import { ownerOf, type Accounts } from '../environment/accounts.ts';
import type { Transaction } from '../inquire/build-inquiry.ts';
import type { ChannelRow } from '../channels.ts';
import { ownStepOf } from '../card/server-step.ts';

/*
 * A payment is one transaction at NICEPAY, `tXid`. Money that is held is taken by another one, registered under our
 * reference with `-C1` behind it (`-C2`, where the first number turned out to be used up). Its id and amount are kept as
 * `capture1`: `…tXid…/40000`.
 */

/** Our references have letters and digits only, so the dash cannot be a part of one. */
export const captureReference = (merchantReference: string, attempt: number): string =>
  `${merchantReference}-C${attempt}`;

export const captureReferences = (attempt: number, tXid: string, { amount }: Money): ProviderReferences => ({
  [`capture${attempt}`]: `${tXid}/${amount}`,
});

/** Which payment of ours, and which of its captures, a `referenceNo` names. */
export function readReference(referenceNo: string): { readonly merchantReference: string; readonly attempt?: number } {
  const [, merchantReference, attempt] = /^([A-Za-z0-9]+)-C([1-9])$/.exec(referenceNo) ?? [];
  return merchantReference === undefined
    ? { merchantReference: referenceNo }
    : { merchantReference, attempt: Number(attempt) };
}

export const attemptOf = ({ referenceNo }: Transaction): number => readReference(referenceNo).attempt ?? 1;

/** What it takes to name a payment's transactions. */
type Known = Pick<PaymentRef, 'merchantReference' | 'money' | 'providerReferences'>;

/** The transaction that the payment was registered as; `undefined` while its id or a key for it is unknown. */
export function originalOf(ref: Known, row: ChannelRow, accounts: Accounts): Transaction | undefined {
  // What we paid ourselves we know; another id could be hearsay.
  const tXid = ownStepOf(ref)?.tXid ?? ref.providerReferences['tXid'];
  const account = tXid === undefined ? undefined : ownerOf(accounts, tXid, row.account);
  if (tXid === undefined || account === undefined) return undefined;
  return { account, tXid, referenceNo: ref.merchantReference, amount: ref.money.amount };
}

/** The tries to capture that got a transaction of their own, in their order. */
export function capturesOf(
  ref: Pick<Known, 'merchantReference' | 'providerReferences'>,
  accounts: Accounts,
): readonly Transaction[] {
  return Object.entries(ref.providerReferences).flatMap(([name, value]) => {
    const [, attempt] = /^capture([1-9])$/.exec(name) ?? [];
    const [, tXid, amount] = /^([A-Za-z0-9]+)\/(\d{1,12})$/.exec(value) ?? [];
    const account = tXid === undefined ? undefined : ownerOf(accounts, tXid, 'preauth');
    if (attempt === undefined || tXid === undefined || account === undefined) return [];
    return [
      { account, tXid, referenceNo: captureReference(ref.merchantReference, Number(attempt)), amount: Number(amount) },
    ];
  });
}

/**
 * A reversal is a money movement of its own. As such a notification speaks of it until an inquiry confirms
 * it.
 */
export const reversalOf = (tXid: string): string => `${tXid}:reversal`;
