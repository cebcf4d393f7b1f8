import { Rejected, type PaymentRef } from '../../../payments/ports/ports.ts';
import { captureReference } from '../capture/capture-reference.ts';
import { serverStepOf } from '../card/server-step-reference.ts';
import type { ChannelRow } from '../channels.ts';
import { ownerOf, type Accounts } from '../environment/accounts.ts';
import type { Transaction } from './transaction.ts';

/** What it takes to name the transactions of a payment. */
type KnownPayment = Pick<PaymentRef, 'merchantReference' | 'money' | 'providerReferences'>;

/** The transaction that the payment was registered as. `undefined`: its id is unknown, or no key for it is configured. */
export function originalOf(ref: KnownPayment, row: ChannelRow, accounts: Accounts): Transaction | undefined {
  // The transaction that we charged ourselves is certain; an id learned from a notification may be wrong.
  const tXid = serverStepOf(ref)?.tXid ?? ref.providerReferences['tXid'];
  const account = tXid === undefined ? undefined : ownerOf(accounts, tXid, row.account);
  if (tXid === undefined || account === undefined) return undefined;
  return { account, tXid, referenceNo: ref.merchantReference, amount: ref.money.amount };
}

/** The captures that have a transaction of their own, in order. */
export function capturesOf(
  ref: Pick<KnownPayment, 'merchantReference' | 'providerReferences'>,
  accounts: Accounts,
): readonly Transaction[] {
  return Object.entries(ref.providerReferences).flatMap(([name, value]) => {
    const [, captureNumber] = /^capture([1-9])$/.exec(name) ?? [];
    const [, tXid, amount] = /^([A-Za-z0-9]+)\/(\d{1,12})$/.exec(value) ?? [];
    const account = tXid === undefined ? undefined : ownerOf(accounts, tXid, 'preauth');
    if (captureNumber === undefined || tXid === undefined || account === undefined) return [];
    const referenceNo = captureReference(ref.merchantReference, Number(captureNumber));
    return [{ account, tXid, referenceNo, amount: Number(amount) }];
  });
}

/** A reversal is a transaction of its own to us: notifications announce it under this id until an inquiry confirms it. */
export const reversalOf = (tXid: string): string => `${tXid}:reversal`;

/** For a command on a payment whose transaction is not known. */
export function unknownTransaction(): Rejected {
  const reason = 'the transaction id is unknown, or no key is configured for its merchant id';
  return new Rejected({ code: 'provider_error', reason }, reason);
}
