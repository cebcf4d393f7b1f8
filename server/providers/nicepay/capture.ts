import type { Money } from '../../../shared/money.ts';
import { Rejected, type PaymentRef, type PaymentTestimony } from '../../payments/ports/ports.ts';
import { pay } from './api-call.ts';
import type { Transaction } from './build-inquiry.ts';
import { buildCapture } from './build-payment.ts';
import type { ChannelRow } from './channels.ts';
import { askFirst, notThere, rowOf, type Desk } from './desk.ts';
import { readPaymentAnswer } from './read-payment.ts';
import { registerCapture } from './register-capture.ts';
import { testify } from './testify.ts';
import { attemptOf, captureIds, capturesOf, originalOf } from './transactions.ts';

/**
 * Takes money that is held: by a transaction of its own, whose payment step carries the token of the hold. A transaction
 * can be paid once, so a try whose outcome is open is asked about and, if nothing happened, made again with the same.
 */
export async function capture(
  desk: Desk,
  ref: PaymentRef,
  money: Money,
  signal: AbortSignal,
): Promise<PaymentTestimony[]> {
  const row = rowOf(ref);
  const hold = originalOf(ref, row, desk.settings.accounts);
  if (hold === undefined) throw notThere();
  const last = capturesOf(ref, desk.settings.accounts).at(-1);
  const lastStanding = last === undefined ? undefined : await askFirst(desk, last, row, signal);
  const isOpen = lastStanding?.outcome === 'requires_action';
  if (last !== undefined && lastStanding !== undefined && !isOpen && lastStanding.outcome !== 'failed') {
    return [testify(lastStanding, last, ref, row)];
  }
  const held = await askFirst(desk, hold, row, signal);
  // Captured already, or held no longer: the domain reads which, and nothing is sent.
  if (held.outcome !== 'authorized') return [testify(held, hold, ref, row)];
  if (held.preauthToken === undefined) {
    throw new Rejected({ code: 'provider_error' }, 'the held transaction names no token to capture it with');
  }
  const again = isOpen && last !== undefined ? sameAmount(last, money) : undefined;
  const transaction = again ?? (await registerCapture(desk, ref, money, hold, signal));
  return [await takeStep(desk, { ref, row, transaction, preauthToken: held.preauthToken }, signal)];
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

async function takeStep(desk: Desk, step: Step, signal: AbortSignal): Promise<PaymentTestimony> {
  const { ref, transaction, preauthToken } = step;
  const payable = { ...transaction, callBackUrl: ref.returnUrl ?? '', now: desk.io.clock.now() };
  const call = pay(buildCapture(payable, preauthToken));
  const answer = await readPaymentAnswer(() => desk.send.post(call, signal), call, transaction);
  const { refusal } = answer;
  if (answer.failure !== undefined) throw new Rejected(answer.failure, answer.said, { refusal });
  const money = { amount: transaction.amount, currency: ref.money.currency };
  return {
    subject: 'payment',
    outcome: answer.outcome,
    reference: ref.reference,
    ids: captureIds(attemptOf(transaction), transaction.tXid, money),
    ...(answer.outcome === 'paid' ? { transactionId: transaction.tXid, money } : {}),
    refusal,
    said: answer.said,
  };
}
