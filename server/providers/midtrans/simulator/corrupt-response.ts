import type { FaultKind } from '../../simulation/simulator.ts';

/** The same object with one thing wrong; unchanged when the fault is not about contents. */
export function corrupt(body: object, kind: FaultKind): Record<string, unknown> {
  switch (kind) {
    case 'wrong_amount':
      return { ...body, gross_amount: '1.00' };
    case 'wrong_reference':
      return { ...body, order_id: 'another-order' };
    case 'wrong_currency':
      return { ...body, currency: 'PHP' };
    case 'unknown_status':
      return { ...body, transaction_status: 'on_a_coffee_break' };
    case 'stale_status':
      return { ...body, transaction_status: 'pending', status_code: '201' };
    default:
      return { ...body };
  }
}
