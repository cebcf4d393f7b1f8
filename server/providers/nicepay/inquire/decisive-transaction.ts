import type { PaymentRef, Unconfirmed } from '../../../payments/ports/ports.ts';
import type { ChannelRow } from '../channels.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { capturesOf } from '../transaction/payment-transactions.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { inquireTransaction } from './inquire-transaction.ts';
import type { TransactionStatus } from './read-inquiry.ts';

export interface InquiredTransaction {
  readonly transaction: Transaction;
  readonly transactionStatus: TransactionStatus;
}

interface InquiredPayment {
  readonly ref: PaymentRef;
  readonly row: ChannelRow;
  readonly original: Transaction;
  readonly unconfirmed?: Pick<Unconfirmed, 'providerReferences'>;
}

/**
 * Inquires all transactions of a payment, and returns the one that decides: a capture that moved money, else the one that
 * the payment was registered as.
 */
export async function inquireDecisiveTransaction(
  context: GatewayContext,
  { ref, row, original, unconfirmed }: InquiredPayment,
  signal: AbortSignal,
): Promise<InquiredTransaction> {
  const { accounts } = context.settings;
  const inquire = async (transaction: Transaction): Promise<InquiredTransaction> => ({
    transaction,
    transactionStatus: await inquireTransaction(context, transaction, row, signal),
  });
  const known = capturesOf(ref, accounts);
  const notified = capturesOf(
    { merchantReference: ref.merchantReference, providerReferences: unconfirmed?.providerReferences ?? {} },
    accounts,
  ).filter(({ tXid }) => !known.some((capture) => capture.tXid === tXid) && tXid !== original.tXid);
  const [first, ...captures] = await Promise.all([
    inquire(original),
    // A capture whose inquiry fails has not moved money as far as is known: the authorization decides meanwhile.
    ...known.map((capture) => inquire(capture).catch(() => undefined)),
    ...notified.map((capture) => inquire(capture).then(ofThisPayment, () => undefined)),
  ]);
  const decisive = captures.find((one) => one !== undefined && MOVED_MONEY.has(one.transactionStatus.outcome));
  return decisive ?? first;
}

/** A transaction that only a notification called a capture of this payment must name it in the inquiry as well. */
const ofThisPayment = (one: InquiredTransaction): InquiredTransaction | undefined =>
  one.transactionStatus.referenceNo === one.transaction.referenceNo ? one : undefined;

/** The money was captured, or it was captured and returned. */
const MOVED_MONEY: ReadonlySet<string> = new Set(['paid', 'canceled', 'reversed']);
