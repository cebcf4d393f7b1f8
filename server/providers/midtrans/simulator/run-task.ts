import { cancel, collect, confirmRefund, expire, settle } from './collect.ts';
import type { Task } from './records.ts';
import type { SimulatorState } from './state.ts';

/** Runs a planned task, unless its transaction has changed meanwhile. */
export function runTask(state: SimulatorState, task: Task): void {
  const { transaction } = task;
  switch (task.name) {
    case 'expire':
      return expire(state, transaction);
    case 'pay_late':
      return transaction.timesPaid === 0 && transaction.status !== 'authorize'
        ? collect(state, transaction, task.amount)
        : undefined;
    case 'settle':
      return transaction.status === 'capture' ? settle(state, transaction) : undefined;
    case 'drop_challenge':
      return transaction.fraud === 'challenge' && transaction.status !== 'deny' && transaction.status !== 'cancel'
        ? cancel(state, transaction)
        : undefined;
    case 'release':
      return transaction.status === 'authorize' ? cancel(state, transaction) : undefined;
    case 'confirm_refund':
      return confirmRefund(state, transaction, task.refund);
  }
}
