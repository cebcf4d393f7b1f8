import type { Money } from '../../../shared/money.ts';
import type { ProviderReferences } from '../../payments/model/model.ts';
import type { PaymentReport, ProviderRejection, RefundReport } from '../../payments/ports/ports.ts';
import { readFailure } from './errors/card-responses.ts';
import type { MidtransRefund, Transaction } from './schema.ts';
import { outcomeOf, statusText } from './status.ts';
import { CURRENCY, readMoney } from './wire/amount.ts';
import { fromWib } from './wire/wib-time.ts';

/**
 * A transaction as a report, without an instruction. `paid` and `authorized` need an amount that can be read; without it
 * the payment is `processing`.
 *
 * @param known the references of the payment: by `paid` it is known that an inquiry has seen the transaction paid
 * @see https://docs.midtrans.com/reference/get-transaction-status
 */
export function readTransaction(transaction: Transaction, known: ProviderReferences): PaymentReport {
  const id = transaction.transaction_id;
  const { outcome, isChallenged } = outcomeOf(transaction, known['paid'] === id);
  const hasMoney = outcome === 'paid' || outcome === 'authorized';
  const money = hasMoney ? paidMoney(transaction) : undefined;
  const isStated = hasMoney && money !== undefined;
  const endsAt = fromWib(transaction.expiry_time ?? transaction.expire_time);
  const rejection = hasMoney && money === undefined ? UNSTATED : rejectionFor(transaction);
  return {
    subject: 'payment',
    outcome: hasMoney && !isStated ? 'processing' : outcome,
    merchantReference: transaction.order_id,
    providerReferences: {
      ...(isStated ? { transaction: id } : {}),
      ...(isStated && outcome === 'paid' ? { paid: id } : {}),
    },
    transactionId: isStated || outcome === 'reversed' ? id : undefined,
    money,
    expiresAt: outcome === 'requires_action' ? endsAt : undefined,
    failure: outcome === 'failed' ? readFailure(transaction) : undefined,
    ...(isChallenged ? { challenged: true } : {}),
    ...(rejection === undefined ? {} : { rejection }),
    savedToken: outcome === 'paid' || outcome === 'authorized' ? transaction.saved_token_id : undefined,
    providerStatus: `${statusText(transaction)}${feeText(transaction)}`,
  };
}

/** Money moved, and the amount cannot be read: another inquiry will not help, so the operator has to look. */
const UNSTATED: ProviderRejection = {
  code: 'AMOUNT_NOT_STATED',
  message: 'paid or authorized, but the amount or currency cannot be read',
  mend: true,
  fix: 'look the transaction up in the Midtrans dashboard',
};

/** A part of the money was taken back by the card holder's bank: the payment stays paid, and a person has to look at it. */
const PARTLY_CHARGED_BACK: ProviderRejection = {
  code: 'partial_chargeback',
  message: 'the card holder has disputed a part of the amount',
  mend: true,
  fix: 'answer the dispute in the Midtrans dashboard, and book the loss',
};

const rejectionFor = ({ transaction_status: status }: Transaction): ProviderRejection | undefined =>
  status.toLowerCase() === 'partial_chargeback' ? PARTLY_CHARGED_BACK : undefined;

/**
 * The amount that is compared with the order's: `gross_amount`. Where Midtrans has put its fee on top of it for the
 * customer ("Automatic Fee Imposition"), the amount before the fee, if both add up.
 */
export function paidMoney(transaction: Transaction): Money | undefined {
  const { gross_amount: gross, currency } = transaction;
  const total = readMoney(gross, currency);
  const fee = feeOf(transaction);
  const original = readMoney(fee?.original_amount, currency);
  const imposed = readMoney(fee?.customer_imposed_payment_fee, currency);
  if (total === undefined || original === undefined || imposed === undefined) return total;
  return original.amount + imposed.amount === total.amount ? original : total;
}

const feeOf = ({ metadata }: Transaction) => metadata?.extra_info?.gross_amount_info;

function feeText(transaction: Transaction): string {
  const imposed = feeOf(transaction)?.customer_imposed_payment_fee;
  return imposed === undefined ? '' : `, with a fee of ${imposed} paid by the customer`;
}

/**
 * The refunds that a transaction lists. Accepted by Midtrans, one is still on its way to the bank until it is confirmed
 * there; an online one is done at once.
 *
 * @see https://docs.midtrans.com/reference/refund-transaction
 */
export const readRefunds = ({ refunds = [], currency }: Transaction): readonly RefundReport[] =>
  refunds.flatMap((refund) => (refund === undefined ? [] : [readRefund(refund, currency)]));

function readRefund(refund: MidtransRefund, currency = CURRENCY): RefundReport {
  const isDone = refund.bank_confirmed_at !== undefined || refund.refund_method?.toLowerCase() === 'online';
  const id = refund.refund_chargeback_uuid ?? refund.refund_chargeback_id;
  return {
    subject: 'refund',
    outcome: isDone ? 'succeeded' : 'processing',
    merchantReference: refund.refund_key,
    providerReferences: id === undefined ? {} : { refund: id },
    money: readMoney(refund.refund_amount, currency),
    providerStatus: isDone ? 'refund' : 'refund, not confirmed by the bank yet',
  };
}
