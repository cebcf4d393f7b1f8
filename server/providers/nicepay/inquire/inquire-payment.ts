import type { PaymentRef, PaymentReport, Unconfirmed } from '../../../payments/ports/ports.ts';
import { readServerStep } from '../card/server-step.ts';
import { rowOf } from '../channels.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { originalOf } from '../transaction/payment-transactions.ts';
import { inquireDecisiveTransaction } from './decisive-transaction.ts';
import { toPaymentReport } from './payment-report.ts';

/**
 * The status of a payment. NICEPAY has no inquiry without a `tXid`: where it is unknown, because the response to the
 * registration was lost, there is nothing to report until a notification names it.
 *
 * @param unconfirmed references and transaction ids that so far only notifications named
 * @throws {OutcomeUnknown} NICEPAY gave no usable response
 */
export async function inquirePayment(
  context: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
  unconfirmed: Unconfirmed = { providerReferences: {}, transactionIds: [] },
): Promise<PaymentReport[]> {
  const row = rowOf(ref);
  const providerReferences = { ...unconfirmed.providerReferences, ...ref.providerReferences };
  const original = originalOf({ ...ref, providerReferences }, row, context.settings.accounts);
  if (original === undefined) return [];
  const inquired = await inquireDecisiveTransaction(context, { ref, row, original, unconfirmed }, signal);
  const { transaction, transactionStatus } = inquired;
  const report = toPaymentReport(transactionStatus, transaction, ref, row, unconfirmed.transactionIds);
  const serverStep = readServerStep(transactionStatus, ref, context.io.clock.now());
  if (serverStep === undefined) return [report];
  return [
    {
      ...report,
      ...serverStep,
      providerReferences: { ...report.providerReferences, ...serverStep.providerReferences },
    },
  ];
}
