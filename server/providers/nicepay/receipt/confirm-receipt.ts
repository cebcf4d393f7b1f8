import { Rejected, type PaymentRef } from '../../../payments/ports/ports.ts';
import { confirmAkulaku } from '../build.ts';
import { isAkulaku, rowOf } from '../channels.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { originalOf, unknownTransaction } from '../transaction/payment-transactions.ts';
import { buildReceipt } from './build-receipt.ts';

/**
 * Tells Akulaku that the customer has received the goods, upon which Akulaku pays out to the seller.
 *
 * @throws {Rejected} the payment was not made with Akulaku, its transaction is unknown, or NICEPAY rejected the call
 * @throws {NotDelivered} the call may be tried again
 * @throws {OutcomeUnknown} the call was sent and its outcome is unknown
 * @see NICEPAY API V2, chapter "Payloan", `confirmAkulaku`
 */
export async function confirmReceipt(
  { settings, io, sender }: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<void> {
  const row = rowOf(ref);
  if (!isAkulaku(row)) {
    throw new Rejected({ code: 'channel_unavailable' }, 'only Akulaku takes confirmations of receipt');
  }
  const transaction = originalOf(ref, row, settings.accounts);
  if (transaction === undefined) throw unknownTransaction();
  await sender.send(confirmAkulaku(buildReceipt(transaction, io.clock.now())), signal);
}
