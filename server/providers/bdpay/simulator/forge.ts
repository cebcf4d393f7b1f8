import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActionResult } from '../../simulation/simulator.ts';
import { keyFromText } from './keys.ts';
import { notificationRequest } from './notifications.ts';
import type { OrderRecord } from './records.ts';
import { sealed, type Message } from './wire.ts';
import type { SimulatorState } from './state.ts';

/**
 * A stranger who knows everything about an order but the platform's key says that it is paid: without a signature, with
 * one of another key, and with a true one that belongs to something else. None of it is true at the platform.
 */
export async function forge(state: SimulatorState, order: OrderRecord): Promise<ActionResult> {
  const lie: Message = {
    code: '00',
    email: order.email,
    method: order.method ?? 'BT',
    msg: 'SUCCESS',
    name: order.name,
    orderNum: order.orderNum,
    payFee: String(order.fee),
    payMoney: String(order.amount),
    platOrderNum: order.id,
  };
  const borrowed = sealed({ ...lie, orderNum: 'another' }, state.options.platformPrivateKey)['platSign'] ?? '';
  const forgeries = [lie, sealed(lie, keyFromText('somebody else')), { ...lie, platSign: borrowed }];
  const answers: number[] = [];
  for (const forgery of forgeries) {
    const request = notificationRequest(state.options, { url: order.notifyUrl, message: forgery });
    answers.push((await answerTo(state.options.deliver(request))).status);
  }
  const applied = answers.some((status) => status >= 200 && status < 300);
  const [unsigned, otherKey, otherMessage] = answers;
  const summary = `unsigned it was answered ${unsigned}, with another key ${otherKey}, with another message's signature ${otherMessage}`;
  return { ok: !applied, message: `${applied ? 'The forgery was accepted' : 'Forged'}: ${summary}`, answers };
}
