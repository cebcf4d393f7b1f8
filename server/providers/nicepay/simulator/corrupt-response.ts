import type { FaultKind } from '../../simulation/simulator.ts';
import type { Flat } from './answer.ts';
import type { Transaction } from './records.ts';
import { wordFor } from './status.ts';

/** The same members with one thing wrong; untouched when the kind is not about contents. */
export function corrupt(body: Flat, kind: FaultKind, about: Transaction | undefined): Flat {
  const change = (name: string, value: string): Flat =>
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
function asBefore(body: Flat, about: Transaction): Flat {
  const [status, resultMsg] = wordFor(about, 'open');
  return { ...body, status, resultMsg, depositDt: null, depositTm: null, cancelAmt: null };
}
