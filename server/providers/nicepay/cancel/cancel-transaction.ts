import { OutcomeUnknown } from '../../../payments/ports/ports.ts';
import { cancelTransaction as cancelCall } from '../build.ts';
import type { ReceivedFields } from '../read.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { buildCancel, type Cancellation } from './build-cancel.ts';

/**
 * Sends a cancel of any kind (an unpaid number, a void, a refund) and checks that the response is about it.
 *
 * @throws {OutcomeUnknown} the response is about another transaction or amount, or there is none
 * @throws {Rejected} NICEPAY rejected the cancel
 * @throws {NotDelivered} nothing was canceled, and the cancel may be tried again
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card
 */
export async function cancelTransaction(
  { io, sender }: GatewayContext,
  transaction: Transaction,
  cancellation: Cancellation,
  signal: AbortSignal,
): Promise<ReceivedFields> {
  const request = buildCancel(transaction, cancellation, io.clock.now());
  const fields = await sender.send(cancelCall(cancellation.payMethod, request), signal);
  const amt = fields.text('amt');
  const tXid = fields.text('tXid');
  const isOurs =
    (tXid === undefined || tXid === transaction.tXid) &&
    (amt === undefined || fields.amount('amt') === cancellation.amount);
  if (!isOurs) {
    const message = 'the response to the cancel is about another transaction or amount';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_TRANSACTION', message, mend: true } });
  }
  return fields;
}
