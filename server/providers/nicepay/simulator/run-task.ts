import { collect, expire, voidAuthorization } from './money.ts';
import { timeOutPush } from './partner-payment.ts';
import type { Task } from './records.ts';
import type { SimulatorState } from './state.ts';

/** Does what was planned, unless something else has happened to the transaction in the meantime. */
export function runTask(state: SimulatorState, { name, transaction }: Task): void {
  switch (name) {
    case 'expire':
      return expire(state, transaction);
    case 'pay_late':
      return transaction.state === 'expired' ? collect(state, transaction) : undefined;
    case 'time_out_push':
      return timeOutPush(state, transaction);
    case 'void_authorization':
      return voidAuthorization(state, transaction);
  }
}
