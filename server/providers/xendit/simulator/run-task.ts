import { collect, expire, isOpen, lapse } from './collect.ts';
import { expireSession } from './end-session.ts';
import { endToken } from './issue-token.ts';
import type { Task } from './records.ts';
import { finishRefund } from './refunds.ts';
import type { SimulatorState } from './state.ts';

/** Does what was planned, unless something else has happened to its subject in the meantime. */
export function runTask(state: SimulatorState, task: Task): void {
  switch (task.name) {
    case 'expire_request':
      return expire(state, task.request);
    case 'pay_late':
      return void collect(state, task.request, task.amount);
    case 'pay_if_open':
      return isOpen(task.request) ? void collect(state, task.request, task.amount) : undefined;
    case 'lapse_authorization':
      return lapse(state, task.payment);
    case 'finish_refund':
      return finishRefund(state, task.refund, task.failure);
    case 'expire_session':
      return expireSession(state, task.session);
    case 'end_token':
      return endToken(state, task.token);
    case 'end_unconfirmed_token':
      return task.token.status === 'REQUIRES_ACTION' ? endToken(state, task.token) : undefined;
  }
}
