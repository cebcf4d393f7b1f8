import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActionResult } from '../../simulation/simulator.ts';
import { notificationRequest, notificationView } from './notifications.ts';
import type { TransactionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';
import { signed } from './views.ts';

/**
 * A stranger who knows everything about a transaction but the server key says that it is paid: without a signature, with
 * one of another key, and with a true one that belongs to another order. None of it is true at Midtrans.
 */
export async function forge(state: SimulatorState, transaction: TransactionRecord): Promise<ActionResult> {
  const { serverKey } = state.options;
  const lie = {
    ...notificationView(state, { ...transaction, status: 'settlement', fraud: 'accept' }),
    status_code: '200',
  };
  const borrowed = signed({ ...lie, order_id: 'another' }, serverKey)['signature_key'];
  const forgeries = [lie, signed(lie, 'a guess at the key'), { ...lie, signature_key: borrowed }];
  const answers: number[] = [];
  for (const forgery of forgeries) {
    const request = notificationRequest({ url: transaction.notificationUrl, body: JSON.stringify(forgery) });
    answers.push((await answerTo(state.options.deliver(request))).status);
  }
  const applied = answers.some((status) => status >= 200 && status < 300);
  const [unsigned, otherKey, otherOrder] = answers;
  const summary = `unsigned it was answered ${unsigned}, with another key ${otherKey}, with another order's signature ${otherOrder}`;
  return { ok: !applied, message: `${applied ? 'The forgery was accepted' : 'Forged'}: ${summary}`, answers };
}
