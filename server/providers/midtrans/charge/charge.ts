import type { Instant } from '../../../payments/model/model.ts';
import {
  GatewayError,
  NotDelivered,
  OutcomeUnknown,
  type PaymentOrder,
  type PaymentReport,
} from '../../../payments/ports/ports.ts';
import type { ChannelRow } from '../channels.ts';
import { hasCode, MidtransError } from '../errors.ts';
import { toInstruction } from '../instruction.ts';
import { paidMoney, readTransaction } from '../read.ts';
import { transactionSchema, type Transaction } from '../schema.ts';
import type { Send } from '../send.ts';
import { chargeCall, statusCall } from '../wire/api-call.ts';
import { buildCharge } from './build-charge.ts';

/**
 * Creates a payment through the Core API, or charges a saved card.
 *
 * @see https://docs.midtrans.com/reference/charge-transactions-1
 */
export async function charge(
  send: Send,
  order: PaymentOrder,
  row: ChannelRow,
  { base, now }: { readonly base: URL; readonly now: Instant },
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const transaction = await sendCharge(send, order, row, now, signal);
  assertSameOrder(transaction, order);
  const report = readTransaction(transaction, {});
  const context = { row, base, device: order.device, createdAt: now, returnUrl: order.returnUrl };
  const instruction = report.outcome === 'requires_action' ? toInstruction(transaction, context) : undefined;
  return [
    withRejectionIfStuck({
      ...report,
      providerReferences: { ...report.providerReferences, transaction: transaction.transaction_id },
      instruction,
    }),
  ];
}

async function sendCharge(
  send: Send,
  order: PaymentOrder,
  row: ChannelRow,
  now: Instant,
  signal: AbortSignal,
): Promise<Transaction> {
  const reference = order.merchantReference;
  const status = (): Promise<Transaction> => send(statusCall(reference), transactionSchema, signal);
  try {
    const call = chargeCall(reference, buildCharge(order, row, now), order.notificationUrl);
    return await send(call, transactionSchema, signal);
  } catch (error) {
    // The order id is taken, and it is ours alone: an earlier answer was lost on its way.
    if (hasCode(error, '406')) return status().catch(() => Promise.reject(lostAnswer()));
    if (isUnavailable(error)) throw (await isAbsent(status)) ? notCharged(error) : error;
    throw inContext(error, order, row);
  }
}

const lostAnswer = (): OutcomeUnknown => new OutcomeUnknown('the order id was used before: only an inquiry can tell');

/** Not active for this merchant, or its bank cannot be reached: another provider may be tried, if nothing was made. */
const isUnavailable = (error: unknown): error is GatewayError =>
  error instanceof GatewayError && (error.rejection?.code === '402' || error.rejection?.code === '503');

async function isAbsent(status: () => Promise<Transaction>): Promise<boolean> {
  try {
    await status();
    return false;
  } catch (error) {
    return hasCode(error, '404');
  }
}

const notCharged = ({ message, rejection }: GatewayError): NotDelivered =>
  new NotDelivered(`nothing was charged: ${message}`, { rejection });

/** Some codes mean another thing for some methods. */
function inContext(error: unknown, { savedToken }: PaymentOrder, { type }: ChannelRow): unknown {
  if (!(error instanceof MidtransError)) return error;
  const { statusCode: code, message, rejection } = error;
  const customersFault = rejection === undefined ? undefined : { ...rejection, mend: false, fix: undefined };
  // OVO has no user with this phone number.
  if (code === '404' && type === 'ovo') return new MidtransError(code, 'account_invalid', message, customersFault);
  if (code === '410' && type === 'gopay') return new MidtransError(code, 'account_blocked', message, customersFault);
  if (code === '411' && savedToken !== undefined)
    return new MidtransError(code, 'saved_method_invalid', message, customersFault);
  return error;
}

/**
 * The customer must not be asked for another amount than the order's.
 *
 * @throws {OutcomeUnknown} where the answer is about another order, amount or currency
 */
function assertSameOrder(transaction: Transaction, { merchantReference, money: wanted }: PaymentOrder): void {
  const named = paidMoney(transaction) ?? wanted;
  const isSame = named.amount === wanted.amount && named.currency === wanted.currency;
  if (isSame && transaction.order_id === merchantReference) return;
  const message = `ordered ${wanted.amount} ${wanted.currency}, answered ${transaction.gross_amount} ${transaction.currency}`;
  throw new OutcomeUnknown('the answer is about another order or amount', {
    rejection: { code: 'OTHER_MONEY', message, mend: true },
  });
}

/** Where the customer has to act and there is nothing to show, the operator is informed. */
function withRejectionIfStuck(report: PaymentReport): PaymentReport {
  if (report.outcome !== 'requires_action' || report.instruction !== undefined) return report;
  const message = 'a new payment requires an action, and none of its actions is supported';
  return { ...report, rejection: { code: 'NO_ACTION', message, mend: true } };
}
