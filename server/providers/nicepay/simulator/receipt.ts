import { said, type Answer } from './answer.ts';
import { demand, readFields, RECEIPT } from './fields.ts';
import { findTransaction } from './inquiry.ts';
import { Refused } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import type { SimulatorState } from './state.ts';

/** The buyer has the goods: Akulaku may pay out. Told again, it is no news. */
export function confirmReceipt(simulatorState: SimulatorState, body: unknown): Answer {
  const fields = readFields(body, RECEIPT);
  demand(fields, RECEIPT, 'timeStamp', 'tXid', 'iMid', 'merchantToken');
  const merchant = findMerchant(simulatorState, fields);
  checkSignature(simulatorState, merchant, 'receipt', fields);
  const { partner, state } = findTransaction(simulatorState, merchant, fields, '8004');
  if (partner !== 'AKLP') throw new Refused('9003', 'Only Akulaku is told of receipts');
  if (state !== 'paid') throw new Refused('9003', `It is ${state}`);
  return said('SUCCESS', { ResponseData: null });
}
