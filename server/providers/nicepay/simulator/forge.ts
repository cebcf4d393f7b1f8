import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActionResult } from '../../simulation/simulator.ts';
import { form, notificationFields, signed } from './notifications.ts';
import { notificationRequest } from './outbox.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/**
 * Sends two forged notifications that the transaction is paid, as an attacker would who knows everything but the
 * merchant's key: one signed with a guessed key, one with the signature of another amount. The transaction itself does
 * not change.
 */
export async function forge(state: SimulatorState, tXid: string): Promise<ActionResult> {
  const transaction = state.transactions.get(tXid);
  if (!transaction) return { ok: false, message: `Transaction ${tXid} not found` };
  const fields = notificationFields({ ...transaction, paidAt: now(state) }, 'deposit');
  const forOtherAmount = signed(transaction.merchant, { ...fields, amt: String(transaction.amount + 1) });
  const forgeries = [
    signed({ ...transaction.merchant, merchantKey: 'a-guess-at-the-key' }, fields),
    { ...forOtherAmount, amt: String(transaction.amount) },
  ];
  const answers: number[] = [];
  for (const forgery of forgeries) {
    const request = notificationRequest(transaction.order['dbProcessUrl'] ?? '', form(forgery));
    answers.push((await answerTo(state.options.deliver(request))).status);
  }
  const isAccepted = answers.some((status) => status >= 200 && status < 300);
  const result = `HTTP ${answers[0]} for a wrong key, HTTP ${answers[1]} for the signature of another amount`;
  return { ok: !isAccepted, message: `${isAccepted ? 'A forgery was accepted' : 'Forged'}: ${result}`, answers };
}
