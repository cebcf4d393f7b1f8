import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActionResult } from '../../simulation/simulator.ts';
import { form, notificationFields, signed } from './notifications.ts';
import { notificationRequest } from './outbox.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/**
 * A stranger who knows everything about a transaction but the merchant's key says that it is paid: once with a guess at
 * the key, once with a true signature that belongs to another amount. Nothing of it is true at the provider.
 */
export async function forge(state: SimulatorState, tXid: string): Promise<ActionResult> {
  const transaction = state.transactions.get(tXid);
  if (!transaction) return { ok: false, message: `There is no transaction ${tXid}` };
  const lie = notificationFields({ ...transaction, paidAt: now(state) }, 'deposit');
  const other = signed(transaction.merchant, { ...lie, amt: String(transaction.amount + 1) });
  const letters = [
    signed({ ...transaction.merchant, merchantKey: 'a-guess-at-the-key' }, lie),
    { ...other, amt: String(transaction.amount) },
  ];
  const answers: number[] = [];
  for (const letter of letters) {
    const request = notificationRequest(transaction.order['dbProcessUrl'] ?? '', form(letter));
    answers.push((await answerTo(state.options.deliver(request))).status);
  }
  const applied = answers.some((status) => status >= 200 && status < 300);
  const told = `signed with a wrong key it was answered ${answers[0]}, signed for another amount ${answers[1]}`;
  return { ok: !applied, message: `${applied ? 'The forgery was accepted' : 'Forged'}: ${told}`, answers };
}
