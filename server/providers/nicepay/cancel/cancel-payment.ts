import type { PaymentStatus } from '../../../../shared/payment-status.ts';
import { OutcomeUnknown, Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { cancelTransaction } from '../build.ts';
import { buildCancel, type Cancellation, type Transaction } from '../inquire/build-inquiry.ts';
import { askFirst, rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import type { Said } from '../read.ts';
import { originalOf } from '../transaction/payment-transactions.ts';

/**
 * Withdraws what is not paid yet: the number of a bank transfer or store payment, or money that is held. Everything else
 * that is unpaid ends by itself; NICEPAY has no call for it, and saying so lets the domain close it on its own side.
 */
export async function withdraw(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  status: PaymentStatus,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(ref);
  const transaction = originalOf(ref, row, gatewayContext.settings.accounts);
  if (transaction === undefined) return [];
  const { amount } = transaction;
  if (status === 'authorized') {
    const held = await askFirst(gatewayContext, transaction, row, signal);
    const { preauthToken, payMethod } = held;
    return [await release(gatewayContext, ref, transaction, { payMethod, amount, full: true, preauthToken }, signal)];
  }
  // On a page the customer may have chosen a number by now, and may have chosen nothing.
  const payMethod =
    row.flow === 'page' ? (await askFirst(gatewayContext, transaction, row, signal)).payMethod : row.payMethod;
  if (payMethod !== '02' && payMethod !== '03') {
    const reason = 'only unpaid numbers and held money can be withdrawn; this ends by itself';
    throw new Rejected({ code: 'channel_unavailable', reason }, reason);
  }
  return [await release(gatewayContext, ref, transaction, { payMethod, amount, full: true }, signal)];
}

async function release(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  transaction: Transaction,
  cancellation: Cancellation,
  signal: AbortSignal,
): Promise<PaymentReport> {
  await cancel(gatewayContext, transaction, cancellation, signal);
  const { tXid } = transaction;
  return {
    subject: 'payment',
    outcome: 'canceled',
    merchantReference: ref.merchantReference,
    providerReferences: { tXid },
    providerStatus: 'cancel 0000',
  };
}

/** Sends one cancel, of any kind, and makes sure that the answer is about it. */
export async function cancel(
  gatewayContext: GatewayContext,
  transaction: Transaction,
  cancellation: Cancellation,
  signal: AbortSignal,
): Promise<Said> {
  const fields = buildCancel(transaction, cancellation, gatewayContext.io.clock.now());
  const said = await gatewayContext.send.ask(cancelTransaction(cancellation.payMethod, fields), signal);
  const amt = said.text('amt');
  const tXid = said.text('tXid');
  const isOurs =
    (tXid === undefined || tXid === transaction.tXid) &&
    (amt === undefined || said.amount('amt') === cancellation.amount);
  if (!isOurs) {
    const message = 'the answer to a cancel is about another transaction or amount';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_TRANSACTION', message, mend: true } });
  }
  return said;
}
