import { z } from 'zod';
import {
  MalformedNotification,
  type Log,
  type RawNotification,
  type ReadNotification,
  type VerifiedNotification,
} from '../../payments/ports/ports.ts';
import { toJson } from '../to-json.ts';
import { readRefunds, readTransaction } from './read.ts';
import { transactionSchema } from './schema.ts';
import { isSignedBy } from './signature.ts';

/** Texts only: a number has lost the form in which it was signed. */
const signedSchema = z.object({
  order_id: z.string(),
  status_code: z.string(),
  gross_amount: z.string(),
  signature_key: z.string(),
});

/**
 * The signature covers order, code and amount: not the status, not the transaction. A genuine notification can be altered
 * and replayed for ever, so it is a hint to ask, like every other one.
 *
 * @see https://docs.midtrans.com/docs/https-notification-webhooks, verifying the notification
 */
export const verifier =
  (serverKey: string) =>
  ({ body, contentType }: RawNotification): VerifiedNotification | undefined => {
    const json = toJson(body.toString('utf8'));
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw new MalformedNotification('the body is not a JSON object');
    const signed = signedSchema.safeParse(json);
    if (!signed.success || !isSignedBy(signed.data, signed.data.signature_key, serverKey)) return undefined;
    // The brand is given here alone: a notification of Midtrans is verified nowhere else.
    return { body, contentType } as VerifiedNotification;
  };

/**
 * The payment, and its refunds where it lists any. Nothing in it names the transaction to ask about: that is found by our
 * own order id.
 *
 * @see https://docs.midtrans.com/reference/http-notifications
 * @throws {MalformedNotification} for what is not a transaction
 */
export const readNotification =
  (log: Log) =>
  ({ body }: VerifiedNotification): ReadNotification => {
    const parsed = transactionSchema.safeParse(toJson(body.toString('utf8')));
    if (!parsed.success)
      throw new MalformedNotification(
        `fields are missing or wrong: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
      );
    const transaction = parsed.data;
    const report = readTransaction(transaction, {});
    if (report.outcome === 'unknown')
      log.warn(
        { provider: 'midtrans', status: transaction.transaction_status.replace(/[^\w.-]/g, '?').slice(0, 40) },
        'unknown notification status',
      );
    const refunds = readRefunds(transaction).map((refund) => ({
      ...refund,
      // By our own reference as well: the answer that named the transaction may have been lost.
      paymentReferences: { transaction: transaction.transaction_id },
    }));
    return { reports: [{ ...report, providerReferences: {} }, ...refunds] };
  };
