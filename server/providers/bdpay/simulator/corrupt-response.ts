import type { FaultKind } from '../../simulation/simulator.ts';
import type { Message, Value } from './wire.ts';

/* Wrong contents, for answers and notifications; they are signed all the same. */

const AMOUNTS = new Set(['amount', 'payMoney', 'money']);

const changed = (message: Message, change: (name: string, value: Value) => Value): Message =>
  Object.fromEntries(Object.entries(message).map(([name, value]) => [name, change(name, value)]));

const onePlus = (value: Value): Value => (typeof value === 'number' ? value + 1 : String(Number(value) + 1));

/** The same message with one thing wrong; unchanged when the fault is not about contents. */
export function corrupt(message: Message, kind: FaultKind): Message {
  switch (kind) {
    case 'wrong_amount':
      return changed(message, (name, value) => (AMOUNTS.has(name) ? onePlus(value) : value));
    case 'wrong_reference':
      return changed(message, (name, value) => (name === 'orderNum' ? 'somebodyelsesorder' : value));
    case 'unknown_status':
      return 'status' in message ? { ...message, status: 'ON_A_COFFEE_BREAK' } : message;
    case 'stale_status':
      return 'status' in message
        ? { ...message, status: typeof message['status'] === 'number' ? 1 : 'NO_PAY' }
        : message;
    default:
      return message;
  }
}
