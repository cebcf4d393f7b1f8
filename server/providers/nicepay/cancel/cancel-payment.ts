import type { PaymentStatus } from '../../../../shared/payment-status.ts';
import { Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { rowOf } from '../channels.ts';
import { inquireBeforeCommand } from '../inquire/inquire-transaction.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { originalOf } from '../transaction/payment-transactions.ts';
import type { Cancellation } from './build-cancel.ts';
import { cancelTransaction } from './cancel-transaction.ts';

/**
 * Cancels the unpaid number of a virtual account or store payment, or voids an authorization. Every other unpaid
 * transaction expires by itself: NICEPAY has no call to cancel it, and with this rejection the domain closes the payment
 * on our side.
 *
 * @throws {Rejected} the payment cannot be canceled at NICEPAY
 * @throws {NotDelivered} nothing was canceled, and the cancel may be tried again
 * @throws {OutcomeUnknown} the cancel was sent and its outcome is unknown
 */
export async function cancelPayment(
  context: GatewayContext,
  ref: PaymentRef,
  status: PaymentStatus,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(ref);
  const transaction = originalOf(ref, row, context.settings.accounts);
  if (transaction === undefined) return [];
  const { amount, tXid } = transaction;

  const cancelInFull = async (kind: Pick<Cancellation, 'payMethod' | 'preauthToken'>): Promise<PaymentReport[]> => {
    await cancelTransaction(context, transaction, { ...kind, amount, full: true }, signal);
    return [
      {
        subject: 'payment',
        outcome: 'canceled',
        merchantReference: ref.merchantReference,
        providerReferences: { tXid },
        providerStatus: 'cancel 0000',
      },
    ];
  };

  if (status === 'authorized') {
    const { payMethod, preauthToken } = await inquireBeforeCommand(context, transaction, row, signal);
    return cancelInFull({ payMethod, preauthToken });
  }
  // On NICEPAY's page the customer may have chosen a number by now, or nothing yet.
  const payMethod =
    row.flow === 'page' ? (await inquireBeforeCommand(context, transaction, row, signal)).payMethod : row.payMethod;
  if (payMethod !== '02' && payMethod !== '03') {
    const reason = 'only unpaid numbers and authorized payments can be canceled; this payment expires by itself';
    throw new Rejected({ code: 'channel_unavailable', reason }, reason);
  }
  return cancelInFull({ payMethod });
}
