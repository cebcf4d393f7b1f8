import { done, refused } from '../../simulation/action-result.ts';
import type { ActionResult, SimulatorAction } from '../../simulation/simulator.ts';
import { collect, declineOrder, endUnpaid, isOpen } from './collect.ts';
import { forge } from './forge.ts';
import type { OrderRecord } from './records.ts';
import { plan } from './tasks.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/* What a customer, a bank or the clock does to an order by a button of the page or by a test. */

/** The expiry can be seen first: money that arrives before it would not be late. */
const LATE_MS = 5_000;

export async function perform(
  state: SimulatorState,
  id: string,
  action: SimulatorAction,
  amount?: number,
): Promise<ActionResult> {
  const order = [...state.orders.values()].find((one) => one.id === id);
  if (!order) return refused(`There is no order ${id}`);
  const open = isOpen(order);
  const closed = refused(`It is ${order.status}, so nothing was done`);
  switch (action) {
    case 'forge notification':
      return forge(state, order);
    case 'pay':
      return open ? paid(state, order, amount) : closed;
    case 'fail':
      return declineOrder(order) ? done(`Failed: ${order.orderNum}`) : closed;
    case 'expire':
      if (!open) return closed;
      endUnpaid(order);
      return done(`Expired: ${order.orderNum}`);
    case 'pay twice':
      if (!open) return order.status === 'SUCCESS' ? refused(PAID_ONCE) : closed;
      collect(state, order, amount);
      return done(`Paid. ${PAID_ONCE}`);
    case 'pay late':
      return order.status === 'SUCCESS' ? closed : payLate(state, order, amount);
    default:
      return closed;
  }
}

const PAID_ONCE = 'The second transfer was refused by the bank: an order is paid once';

function paid(state: SimulatorState, order: OrderRecord, amount?: number): ActionResult {
  collect(state, order, amount);
  return done(`Paid IDR ${order.paidAmount}`);
}

function payLate(state: SimulatorState, order: OrderRecord, amount?: number): ActionResult {
  if (!isOpen(order)) return paid(state, order, amount);
  endUnpaid(order);
  plan(state, now(state) + LATE_MS, { name: 'pay_late', order, amount });
  return done(`Expired: ${order.orderNum}. The money follows in ${LATE_MS / 1000} seconds`);
}
