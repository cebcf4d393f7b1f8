import type { PaymentRef, Unconfirmed } from '../../../payments/ports/ports.ts';
import type { Transaction } from './build-inquiry.ts';
import type { ChannelRow } from '../channels.ts';
import { ask, type GatewayContext } from '../transaction/gateway-context.ts';
import type { TransactionStatus } from './read-inquiry.ts';
import { capturesOf } from '../transaction/payment-transactions.ts';

export interface TransactionStatuses {
  readonly transaction: Transaction;
  readonly transactionStatus: TransactionStatus;
}

interface Question {
  readonly ref: PaymentRef;
  readonly row: ChannelRow;
  readonly original: Transaction;
  readonly unconfirmed?: Pick<Unconfirmed, 'providerReferences'>;
}

/** The transaction that speaks for a payment: a capture that moved money, else the one it was registered as. */
export async function transactionStatusOf(
  gatewayContext: GatewayContext,
  question: Question,
  signal: AbortSignal,
): Promise<TransactionStatuses> {
  const { ref, row, original, unconfirmed } = question;
  const { accounts } = gatewayContext.settings;
  const askAbout = async (transaction: Transaction): Promise<TransactionStatuses> => ({
    transaction,
    transactionStatus: await ask(gatewayContext, transaction, row, signal),
  });
  const known = capturesOf(ref, accounts);
  const named = capturesOf(
    { merchantReference: ref.merchantReference, providerReferences: unconfirmed?.providerReferences ?? {} },
    accounts,
  ).filter(({ tXid }) => !known.some((capture) => capture.tXid === tXid) && tXid !== original.tXid);
  const [first, ...captures] = await Promise.all([
    askAbout(original),
    // A capture that nobody answers for took nothing as far as anybody knows: the hold speaks meanwhile.
    ...known.map((one) => askAbout(one).catch(() => undefined)),
    ...named.map((one) => askAbout(one).then(ofThisPayment, () => undefined)),
  ]);
  const moved = captures.find((one) => one !== undefined && MOVED.has(one.transactionStatus.outcome));
  return moved ?? first;
}

/** A transaction that only a notification called a capture of this payment must say so itself. */
const ofThisPayment = (one: TransactionStatuses): TransactionStatuses | undefined =>
  one.transactionStatus.referenceNo === one.transaction.referenceNo ? one : undefined;

/** It took the money; or it did, and the money went back. */
const MOVED: ReadonlySet<string> = new Set(['paid', 'canceled', 'reversed']);
