import { announce } from './notifications.ts';
import type { OrderRecord } from './records.ts';
import { book, type SimulatorState } from './state.ts';

/* How money moves under an order, whoever makes it move. Only a payment is ever notified. */

export const isOpen = ({ status }: OrderRecord): boolean =>
  status === 'INIT_ORDER' || status === 'NO_PAY' || status === 'OPEN_PAY_URL';

/** Takes the money. Also of an order that has ended: a transfer that was under way by then is real money. */
export function collect(state: SimulatorState, order: OrderRecord, amount = order.amount): void {
  order.status = 'SUCCESS';
  order.paidAmount = amount;
  state.balance += amount - order.fee;
  book(state, 'charge', order, amount);
  announce(state, order.notifyUrl, {
    code: '00',
    email: order.email,
    method: order.method ?? 'BT',
    msg: 'SUCCESS',
    name: order.name,
    orderNum: order.orderNum,
    payFee: String(order.fee),
    payMoney: String(amount),
    // In no table, and yet it comes.
    phone: order.phone,
    platOrderNum: order.id,
    ...(order.paymentDetails?.member === 'vaNumber' ? { vaNumber: order.paymentDetails.value } : {}),
  });
}

export function declineOrder(order: OrderRecord): boolean {
  if (!isOpen(order)) return false;
  order.status = 'PAY_ERROR';
  return true;
}

/** The time is over. The platform has one word for that and for everything else that ends an order. */
export function endUnpaid(order: OrderRecord): void {
  if (!isOpen(order)) return;
  order.status = 'PAY_CANCEL';
}

/** The merchant's backstage gave the money back, offline: the order says PAY_CANCEL from now on. */
export function giveBack(state: SimulatorState, order: OrderRecord): boolean {
  if (order.status !== 'SUCCESS') return false;
  order.status = 'PAY_CANCEL';
  state.balance -= order.paidAmount ?? order.amount;
  book(state, 'reversal', order, order.paidAmount ?? order.amount);
  return true;
}
