import type { FaultKind } from '../../simulation/simulator.ts';
import type { FlatFields } from './answer.ts';
import type { Transaction } from './records.ts';
import { statusFor } from './status.ts';

/** The same members with one thing wrong; untouched when the kind is not about contents. */
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
      return about && typeof body['status'] === 'string' ? asBefore(body, about) : body;
    default:
      return body;
  }
}

/** As it stood before anything was paid. */
function asBefore(body: FlatFields, about: Transaction): FlatFields {
  const [status, resultMsg] = statusFor(about, 'open');
  return { ...body, status, resultMsg, depositDt: null, depositTm: null, cancelAmt: null };
}
