import type { FaultKind } from '../../simulation/simulator.ts';

/* Corrupts responses and notifications: only amounts, references and statuses are changed. */

const AMOUNTS = new Set(['request_amount', 'capture_amount', 'amount']);

type Change = (name: string, value: unknown) => unknown;

const changeFields = (body: object, change: Change): object =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, change(name, changeValue(value, change))]));

const changeValue = (value: unknown, change: Change): unknown => {
  if (Array.isArray(value)) return value.map((entry) => changeValue(entry, change));
  return typeof value === 'object' && value !== null ? changeFields(value, change) : value;
};

/** The object as it was before the payment. */
const asBefore = (body: object): object => {
  const status = 'payment_session_id' in body ? 'ACTIVE' : 'payment_id' in body ? 'PENDING' : 'REQUIRES_ACTION';
  const fields = Object.entries(body).filter(([name]) => name !== 'latest_payment_id' && name !== 'captures');
  return { ...Object.fromEntries(fields), status };
};

/** The same object with one thing wrong; unchanged when the fault is not about contents. */
export function corrupt(body: object, kind: FaultKind): object {
  switch (kind) {
    case 'wrong_amount':
      return changeFields(body, (name, value) => (AMOUNTS.has(name) && typeof value === 'number' ? value + 1 : value));
    case 'wrong_reference':
      return changeFields(body, (name, value) => (name === 'reference_id' ? 'somebody-elses-order' : value));
    case 'wrong_currency':
      return changeFields(body, (name, value) => (name === 'currency' ? (value === 'IDR' ? 'PHP' : 'IDR') : value));
    case 'unknown_status':
      return { ...body, status: 'ON_A_COFFEE_BREAK' };
    case 'stale_status':
      return asBefore(body);
    default:
      return body;
  }
}
