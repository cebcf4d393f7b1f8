import type { Money } from '../../../../shared/money.ts';
import { Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { readFailure } from '../errors/card-responses.ts';
import { fetchStatus } from '../inquire/inquire-payment.ts';
import { readTransaction } from '../read.ts';
import { transactionSchema } from '../schema.ts';
import type { Send } from '../send.ts';
import { captureCall } from '../wire/api-call.ts';

/**
 * Captures a held card once, wholly or in part. Where the bank refuses, the answer says `deny`, and the card stays held: it
 * may be captured again.
 *
 * @see https://docs.midtrans.com/reference/capture-transaction
 * @throws {Rejected} where the bank refuses
 */
export async function capture(
  send: Send,
  ref: PaymentRef,
  { amount }: Money,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const id = ref.providerReferences['transaction'] ?? (await fetchStatus(send, ref, signal)).transaction_id;
  const transaction = await send(captureCall(ref.merchantReference, id, amount), transactionSchema, signal);
  const report = readTransaction(transaction, ref.providerReferences);
  if (report.outcome === 'failed') throw new Rejected(readFailure(transaction), 'the bank refused the capture');
  return [report];
}
