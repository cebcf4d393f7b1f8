import type { Money } from '../../../../shared/money.ts';
import { Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { pay } from '../build.ts';
import { rowOf } from '../channels.ts';
import { inquireBeforeCommand } from '../inquire/inquire-transaction.ts';
import { toPaymentReport } from '../inquire/payment-report.ts';
import { buildCapture } from '../pay/build-payment.ts';
import { readPaymentResponse } from '../pay/read-payment.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { capturesOf, originalOf, unknownTransaction } from '../transaction/payment-transactions.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { captureNumberOf, captureReferences } from './capture-reference.ts';
import { registerCapture } from './register-capture.ts';

/**
 * Captures an authorized payment: by a transaction of its own, whose payment step carries the token of the authorization.
 * A transaction can be paid only once, so a capture with an unknown outcome is inquired and, if nothing happened, sent
 * again with the same transaction.
 *
 * @throws {Rejected} there is nothing to capture, or NICEPAY rejected the capture
 * @throws {NotDelivered} nothing was captured, and the capture may be tried again
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-pre-auth-and-capture-payment-api-credit-card
 */
export async function capture(
  context: GatewayContext,
  ref: PaymentRef,
  money: Money,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(ref);
  const authorization = originalOf(ref, row, context.settings.accounts);
  if (authorization === undefined) throw unknownTransaction();
  const last = capturesOf(ref, context.settings.accounts).at(-1);
  const lastStatus = last === undefined ? undefined : await inquireBeforeCommand(context, last, row, signal);
  const isOpen = lastStatus?.outcome === 'requires_action';
  if (last !== undefined && lastStatus !== undefined && !isOpen && lastStatus.outcome !== 'failed') {
    return [toPaymentReport(lastStatus, last, ref, row)];
  }
  const authorized = await inquireBeforeCommand(context, authorization, row, signal);
  // Captured already, or no longer authorized: the report tells which, and nothing is sent.
  if (authorized.outcome !== 'authorized') return [toPaymentReport(authorized, authorization, ref, row)];
  const { preauthToken } = authorized;
  if (preauthToken === undefined) {
    throw new Rejected({ code: 'provider_error' }, 'the authorized transaction has no token to capture it with');
  }
  const unpaid = isOpen && last !== undefined ? assertSameAmount(last, money) : undefined;
  const transaction = unpaid ?? (await registerCapture(context, ref, money, authorization, signal));
  return [await payCapture(context, { ref, transaction, preauthToken }, signal)];
}

function assertSameAmount(transaction: Transaction, { amount }: Money): Transaction {
  if (transaction.amount === amount) return transaction;
  throw new Rejected({ code: 'amount_not_allowed' }, `a capture of ${transaction.amount} is still open`);
}

interface CaptureStep {
  readonly ref: PaymentRef;
  readonly transaction: Transaction;
  readonly preauthToken: string;
}

async function payCapture(
  { io, sender }: GatewayContext,
  { ref, transaction, preauthToken }: CaptureStep,
  signal: AbortSignal,
): Promise<PaymentReport> {
  const payable = { ...transaction, callBackUrl: ref.returnUrl ?? '', now: io.clock.now() };
  const call = pay(buildCapture(payable, preauthToken));
  const step = await readPaymentResponse(() => sender.sendRaw(call, signal), call, transaction);
  const { rejection } = step;
  if (step.failure !== undefined) throw new Rejected(step.failure, step.providerStatus, { rejection });
  const money = { amount: transaction.amount, currency: ref.money.currency };
  return {
    subject: 'payment',
    outcome: step.outcome,
    merchantReference: ref.merchantReference,
    providerReferences: captureReferences(captureNumberOf(transaction.referenceNo), transaction.tXid, money),
    ...(step.outcome === 'paid' ? { transactionId: transaction.tXid, money } : {}),
    rejection,
    providerStatus: step.providerStatus,
  };
}
