import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActResult } from '../../simulation/simulator.ts';
import { form, notificationFields, notificationRequest, signed } from './notifications.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/**
 * A stranger who knows everything about a transaction but the merchant's key says that it is paid: once with a guess at
 * the key, once with a true signature that belongs to another amount. Nothing of it is true at the provider.
 */
export async function forge(world: World, tXid: string): Promise<ActResult> {
  const transaction = world.transactions.get(tXid);
  if (!transaction) return { ok: false, message: `There is no transaction ${tXid}` };
  const lie = notificationFields({ ...transaction, paidAt: now(world) }, 'deposit');
  const other = signed(transaction.merchant, { ...lie, amt: String(transaction.amount + 1) });
  const letters = [
    signed({ ...transaction.merchant, merchantKey: 'a-guess-at-the-key' }, lie),
    { ...other, amt: String(transaction.amount) },
  ];
  const answers: number[] = [];
  for (const letter of letters) {
    const request = notificationRequest(transaction.order['dbProcessUrl'] ?? '', form(letter));
    answers.push((await answerTo(world.options.deliver(request))).status);
  }
  const believed = answers.some((status) => status >= 200 && status < 300);
  const told = `signed with a wrong key it was answered ${answers[0]}, signed for another amount ${answers[1]}`;
  return { ok: !believed, message: `${believed ? 'The forgery was accepted' : 'Forged'}: ${told}`, answers };
}
