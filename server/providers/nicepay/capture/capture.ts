import type { Money } from '../../../../shared/money.ts';
import { Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { pay } from '../build.ts';
import type { Transaction } from '../inquire/build-inquiry.ts';
import { buildCapture } from '../pay/build-payment.ts';
import type { ChannelRow } from '../channels.ts';
import { askFirst, notThere, rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import { readPaymentAnswer } from '../pay/read-payment.ts';
import { registerCapture } from './register-capture.ts';
import { testify } from '../inquire/payment-report.ts';
import { attemptOf, captureReferences, capturesOf, originalOf } from '../transaction/payment-transactions.ts';

/**
 * Takes money that is held: by a transaction of its own, whose payment step carries the token of the hold. A transaction
 * can be paid once, so a try whose outcome is open is asked about and, if nothing happened, made again with the same.
 */
export async function capture(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  money: Money,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(ref);
  const hold = originalOf(ref, row, gatewayContext.settings.accounts);
  if (hold === undefined) throw notThere();
  const last = capturesOf(ref, gatewayContext.settings.accounts).at(-1);
  const lastStatus = last === undefined ? undefined : await askFirst(gatewayContext, last, row, signal);
  const isOpen = lastStatus?.outcome === 'requires_action';
  if (last !== undefined && lastStatus !== undefined && !isOpen && lastStatus.outcome !== 'failed') {
    return [testify(lastStatus, last, ref, row)];
  }
  const held = await askFirst(gatewayContext, hold, row, signal);
  // Captured already, or held no longer: the domain reads which, and nothing is sent.
  if (held.outcome !== 'authorized') return [testify(held, hold, ref, row)];
  if (held.preauthToken === undefined) {
    throw new Rejected({ code: 'provider_error' }, 'the held transaction names no token to capture it with');
  }
  const again = isOpen && last !== undefined ? sameAmount(last, money) : undefined;
  const transaction = again ?? (await registerCapture(gatewayContext, ref, money, hold, signal));
  return [await takeStep(gatewayContext, { ref, row, transaction, preauthToken: held.preauthToken }, signal)];
}

function sameAmount(transaction: Transaction, { amount }: Money): Transaction {
  if (transaction.amount === amount) return transaction;
  throw new Rejected({ code: 'amount_not_allowed' }, `a capture of ${transaction.amount} is not settled yet`);
}

interface Step {
  readonly ref: PaymentRef;
  readonly row: ChannelRow;
  readonly transaction: Transaction;
  readonly preauthToken: string;
}

async function takeStep(gatewayContext: GatewayContext, step: Step, signal: AbortSignal): Promise<PaymentReport> {
  const { ref, transaction, preauthToken } = step;
  const payable = { ...transaction, callBackUrl: ref.returnUrl ?? '', now: gatewayContext.io.clock.now() };
  const call = pay(buildCapture(payable, preauthToken));
  const answer = await readPaymentAnswer(() => gatewayContext.send.post(call, signal), call, transaction);
  const { rejection } = answer;
  if (answer.failure !== undefined) throw new Rejected(answer.failure, answer.providerStatus, { rejection });
  const money = { amount: transaction.amount, currency: ref.money.currency };
  return {
    subject: 'payment',
    outcome: answer.outcome,
    merchantReference: ref.merchantReference,
    providerReferences: captureReferences(attemptOf(transaction), transaction.tXid, money),
    ...(answer.outcome === 'paid' ? { transactionId: transaction.tXid, money } : {}),
    rejection,
    providerStatus: answer.providerStatus,
  };
}
