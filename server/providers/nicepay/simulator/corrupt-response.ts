import type { FaultKind } from '../../simulation/simulator.ts';
import type { FlatFields } from './answer.ts';
import type { Transaction } from './records.ts';
import { statusFor } from './status.ts';

/** The same fields with one wrong value. Other kinds of faults leave them as they are. */
export function corrupt(body: FlatFields, kind: FaultKind, about: Transaction | undefined): FlatFields {
  const change = (name: string, value: string): FlatFields =>
    typeof body[name] === 'string' ? { ...body, [name]: value } : body;
  switch (kind) {
    case 'wrong_amount':
      return change('amt', String(Number(body['amt']) + 1));
    case 'wrong_reference':
      return change('referenceNo', 'SOMEBODYELSES');
    case 'wrong_currency':
      return change('currency', 'PHP');
    case 'unknown_status':
      return change('status', 'X');
    case 'stale_status':
      return about && typeof body['status'] === 'string' ? beforePayment(body, about) : body;
    default:
      return body;
  }
}

/** The status before the payment. */
function beforePayment(body: FlatFields, about: Transaction): FlatFields {
  const [status, resultMsg] = statusFor(about, 'open');
  return { ...body, status, resultMsg, depositDt: null, depositTm: null, cancelAmt: null };
}
