import { success, type Answer } from './answer.ts';
import { demand, readFields, RECEIPT } from './fields.ts';
import { findTransaction } from './inquiry.ts';
import { ApiError } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import type { SimulatorState } from './state.ts';

/**
 * The customer has the goods, so Akulaku may pay out. Repeating the call changes nothing.
 *
 * @see NICEPAY API V2, chapter "Payloan", `confirmAkulaku`
 */
export function confirmReceipt(state: SimulatorState, body: unknown): Answer {
  const fields = readFields(body, RECEIPT);
  demand(fields, RECEIPT, 'timeStamp', 'tXid', 'iMid', 'merchantToken');
  const merchant = findMerchant(state, fields);
  checkSignature(state, merchant, 'receipt', fields);
  const { partner, state: current } = findTransaction(state, merchant, fields, '8004');
  if (partner !== 'AKLP') throw new ApiError('9003', 'Only Akulaku takes confirmations of receipt');
  if (current !== 'paid') throw new ApiError('9003', `The transaction is ${current}`);
  return success('SUCCESS', { ResponseData: null });
}
