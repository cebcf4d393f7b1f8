import { Outbox } from '../../simulation/notification-outbox.ts';
import { corrupt } from './corrupt-response.ts';
import type { MidtransSimulatorOptions } from './options.ts';
import type { Notification, TransactionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';
import { signed, transactionView } from './views.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The pause before each try. */
const PAUSES = [SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 90 * MINUTE, 210 * MINUTE];

export const openOutbox = (options: MidtransSimulatorOptions): Outbox<Notification> =>
  new Outbox({
    now: () => options.clock.now(),
    newId: options.uuid,
    deliver: (notification) => options.deliver(notificationRequest(notification)),
    accepts: (status) => status >= 200 && status < 300,
    nextTry(tries, now) {
      const pause = PAUSES[tries];
      return pause && now + pause;
    },
  });

/** Sends the merchant a notification of a transaction's status. */
export function announce(state: SimulatorState, transaction: TransactionRecord): void {
  const fault = state.faults.take('notice');
  const view = notificationView(state, transaction);
  const body = fault?.kind === 'garbage' ? '{"order_id": "pay' : undefined;
  const content = signed(fault === undefined ? view : corrupt(view, fault.kind), state.options.serverKey);
  state.outbox.queue({ url: transaction.notificationUrl, body: body ?? JSON.stringify(content) }, fault);
}

export function notificationView(state: SimulatorState, transaction: TransactionRecord): Record<string, unknown> {
  const view = transactionView(state, transaction, 'midtrans payment notification');
  // An ended transaction is announced by this code, whatever a question about it answers.
  const isEnd = transaction.status === 'expire' || transaction.status === 'cancel';
  return isEnd ? { ...view, status_code: '202' } : view;
}

/** The request as it goes over the wire. */
export const notificationRequest = ({ url, body }: Notification): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Veritrans' },
    body,
  });
