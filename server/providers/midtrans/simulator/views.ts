import { signatureOf } from '../signature.ts';
import { toWib } from '../wire/wib-time.ts';
import type { RefundRecord, TransactionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';

/* Transactions as the API and notifications describe them. */

/** `150000.00` */
export const amountText = (amount: number): string => `${amount}.00`;

/** The state of the transaction, not of the request. */
export function stateCode({ status, fraud }: TransactionRecord): string {
  switch (status) {
    case 'pending':
      return '201';
    case 'capture':
    case 'authorize':
      return fraud === 'challenge' ? '201' : '200';
    case 'deny':
    case 'failure':
      return '202';
    case 'expire':
      return '407';
    default:
      return '200';
  }
}

export function transactionView(
  { options }: Pick<SimulatorState, 'options'>,
  transaction: TransactionRecord,
  message: string,
): Record<string, unknown> {
  const { id, orderId, type, money, paidAmount, card, settledAt, refunds } = transaction;
  const isCard = card !== undefined;
  return {
    status_code: stateCode(transaction),
    status_message: message,
    transaction_id: id,
    order_id: orderId,
    merchant_id: options.merchantId,
    gross_amount: amountText(paidAmount ?? money.amount),
    currency: money.currency,
    payment_type: type,
    transaction_time: toWib(transaction.createdAt),
    transaction_status: transaction.status,
    ...(transaction.fraud === undefined ? {} : { fraud_status: transaction.fraud }),
    expiry_time: toWib(transaction.expiresAt),
    ...(settledAt === undefined ? {} : { settlement_time: toWib(settledAt) }),
    ...(isCard
      ? {
          masked_card: card.masked,
          bank: card.bank,
          card_type: 'credit',
          channel_response_code: transaction.responseCode ?? '00',
          channel_response_message: transaction.responseCode === undefined ? 'Approved' : 'Do Not Honour',
          three_ds_version: '2',
        }
      : {}),
    ...(transaction.installmentMonths === undefined ? {} : { installment_term: transaction.installmentMonths }),
    ...(transaction.savedTokenId === undefined
      ? {}
      : { saved_token_id: transaction.savedTokenId, saved_token_id_expired_at: '2040-12-31 23:59:59' }),
    ...withoutAddresses(transaction.details),
    ...(refunds.length === 0
      ? {}
      : { refund_amount: amountText(refundedAmount(transaction)), refunds: refunds.map(refundView) }),
  };
}

/** Addresses and QR texts are in the answer to the charge alone. */
const ONCE = new Set(['actions', 'qr_string', 'redirect_url']);

const withoutAddresses = (details: TransactionRecord['details']): object =>
  Object.fromEntries(Object.entries(details).filter(([name]) => !ONCE.has(name)));

export const refundedAmount = ({ refunds }: TransactionRecord): number =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);

const refundView = ({ id, key, amount, reason, at, isOnline, confirmedAt }: RefundRecord): object => ({
  refund_chargeback_id: Number.parseInt(id, 10),
  refund_amount: amountText(amount),
  created_at: toWib(at),
  reason,
  refund_key: key,
  refund_method: isOnline ? 'online' : 'offline',
  ...(confirmedAt === undefined ? {} : { bank_confirmed_at: toWib(confirmedAt) }),
});

/** With its signature, over the texts as they are in it. */
export function signed(view: Readonly<Record<string, unknown>>, serverKey: string): Record<string, unknown> {
  const signature = signatureOf(
    {
      order_id: String(view['order_id']),
      status_code: String(view['status_code']),
      gross_amount: String(view['gross_amount']),
    },
    serverKey,
  );
  return { ...view, signature_key: signature };
}
