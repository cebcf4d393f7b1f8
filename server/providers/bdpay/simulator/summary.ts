import type { SimulatedPayment, SimulatorAction } from '../../simulation/simulator.ts';
import { SIMULATOR_ACTIONS } from '../../simulation/simulator.ts';
import { isOpen } from './collect.ts';
import type { OrderRecord } from './records.ts';
import type { SimulatorState } from './state.ts';

/** The orders as the simulators' page shows them, newest first. */
export const summary = (state: SimulatorState): readonly SimulatedPayment[] =>
  // Stable: what was created at the same time keeps its order.
  [...state.orders.values()]
    .map(view)
    .reverse()
    .sort((a, b) => b.createdAt - a.createdAt);

const view = (order: OrderRecord): SimulatedPayment => ({
  id: order.id,
  reference: order.orderNum,
  channel: order.isLink ? 'LINK' : (order.method ?? 'LINK'),
  money: { amount: order.amount, currency: 'IDR' },
  status: order.status,
  open: isOpen(order),
  timesPaid: order.paidAmount === undefined ? 0 : 1,
  codes:
    order.paymentDetails === undefined || order.paymentDetails.member === 'url'
      ? []
      : [{ label: order.paymentDetails.label, value: order.paymentDetails.value }],
  page: order.paymentDetails?.member === 'url' ? order.paymentDetails.value : undefined,
  expiresAt: order.expiresAt,
  createdAt: order.createdAt,
  actions: actionsOf(order),
});

function actionsOf(order: OrderRecord): readonly SimulatorAction[] {
  if (isOpen(order)) return SIMULATOR_ACTIONS;
  if (order.status === 'SUCCESS') return ['pay twice', 'forge notification'];
  // A reversed payment cannot be paid again.
  return order.paidAmount === undefined ? ['pay late', 'forge notification'] : ['forge notification'];
}
