import { announce } from './notifications.ts';
import type { OrderRecord } from './records.ts';
import { book, type SimulatorState } from './state.ts';

/* How money moves on an order. Only payments are notified. */

export const isOpen = ({ status }: OrderRecord): boolean =>
  status === 'INIT_ORDER' || status === 'NO_PAY' || status === 'OPEN_PAY_URL';

/** Receives the money, also of an order that has ended: a transfer that was in progress is real money. */
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
    // Not documented, but sent.
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

/** Expires an order. The platform has one status for everything that ends an order unpaid. */
export function endUnpaid(order: OrderRecord): void {
  if (!isOpen(order)) return;
  order.status = 'PAY_CANCEL';
}

/** A refund in the merchant's backstage, made offline: the order is PAY_CANCEL from now on. */
export function giveBack(state: SimulatorState, order: OrderRecord): boolean {
  if (order.status !== 'SUCCESS') return false;
  order.status = 'PAY_CANCEL';
  state.balance -= order.paidAmount ?? order.amount;
  book(state, 'reversal', order, order.paidAmount ?? order.amount);
  return true;
}
