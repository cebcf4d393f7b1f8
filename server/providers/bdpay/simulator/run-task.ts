import { collect, endUnpaid } from './collect.ts';
import { advance } from './payouts.ts';
import type { Task } from './records.ts';
import type { SimulatorState } from './state.ts';

/** Runs a scheduled task, unless its order or payout has changed meanwhile. */
export function runTask(state: SimulatorState, task: Task): void {
  switch (task.name) {
    case 'expire_order':
      return endUnpaid(task.order);
    case 'pay_late':
      // An order is paid once, also where somebody was quicker.
      return task.order.paidAmount === undefined ? collect(state, task.order, task.amount) : undefined;
    case 'advance_payout':
      return task.payout.held === true ? undefined : void advance(state, task.payout, task.status);
  }
}
