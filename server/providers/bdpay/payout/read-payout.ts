import {
  OutcomeUnknown,
  type Balance,
  type PayoutOrder,
  type PayoutRef,
  type PayoutReport,
} from '../../../payments/ports/ports.ts';
import type { FeeBearer } from '../../../payments/model/model.ts';
import { CURRENCY } from '../channels.ts';
import { readAmount, readFee, signedFields, textOf } from '../read.ts';
import type { Answer } from '../schema.ts';
import { payoutOutcome } from '../status.ts';
import type { Fields } from '../wire/fields.ts';

/**
 * The answer to a payout order: accepted and not yet paid, whatever status it shows.
 *
 * @see https://document.bdpay.co.id, "withdraw or transfer", response
 * @throws {OutcomeUnknown} for an answer about another order or amount
 */
export function readAccepted(answer: Answer, order: PayoutOrder): PayoutReport {
  const fields = signedFields(answer);
  const orderNum = textOf(fields, 'orderNum');
  const money = textOf(fields, 'money');
  if (orderNum !== order.merchantReference || (money !== undefined && readAmount(money) !== order.money.amount)) {
    const message = 'the answer to a payout is about another order or amount';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_MONEY', message, mend: true } });
  }
  return {
    subject: 'payout',
    outcome: 'processing',
    merchantReference: orderNum,
    providerReferences: referencesOf(fields),
    fee: readFee(fields.get('fee')),
    providerStatus: textOf(fields, 'status') ?? answer.code,
  };
}

/**
 * The answer to an inquiry about a payout.
 *
 * @see https://document.bdpay.co.id, "payout status", response
 * @throws {OutcomeUnknown} for an answer about another order
 */
export function readPayout(answer: Answer, ref: PayoutRef): PayoutReport {
  const fields = signedFields(answer);
  const providerReferences = referencesOf(fields);
  const known = ref.providerReferences['order'];
  if (known !== undefined && providerReferences['order'] !== known)
    throw new OutcomeUnknown('the answer is about another order');
  const fee = readFee(fields.get('fee'));
  const amount = ordered(readAmount(fields.get('amount')), fee, ref.money.amount, ref.feeBearer);
  return {
    ...reportOf(fields),
    providerReferences,
    fee,
    money: amount === undefined ? undefined : { amount, currency: CURRENCY },
  };
}

/**
 * A verified notification of a payout; `undefined` where an amount is not a number.
 *
 * @see https://document.bdpay.co.id, "payout callback"
 */
export function readPayoutNotification(fields: Fields): PayoutReport | undefined {
  const amount = readAmount(fields.get('money'));
  const fee = fields.get('fee');
  if (amount === undefined || (fee !== undefined && readFee(fee) === undefined)) return undefined;
  return {
    ...reportOf(fields),
    providerReferences: referencesOf(fields),
    fee: readFee(fee),
    money: { amount, currency: CURRENCY },
  };
}

function reportOf(
  fields: Fields,
): Pick<PayoutReport, 'subject' | 'outcome' | 'merchantReference' | 'failure' | 'providerStatus'> {
  const status = textOf(fields, 'status');
  const outcome = payoutOutcome(status);
  return {
    subject: 'payout',
    outcome,
    merchantReference: textOf(fields, 'orderNum'),
    failure: outcome === 'failed' ? { code: 'provider_error', providerCode: `status ${status}` } : undefined,
    providerStatus: `status ${status ?? 'absent'}`,
  };
}

const referencesOf = (fields: Fields): Record<string, string> => {
  const order = textOf(fields, 'platOrderNum');
  return order === undefined || order === '' ? {} : { order };
};

/** Where the recipient bears the fee, no document says whether the amount is the ordered or the received one. */
const ordered = (
  named: number | undefined,
  fee: number | undefined,
  orderedAmount: number,
  bearer: FeeBearer,
): number | undefined =>
  bearer === 'recipient' && named !== undefined && fee !== undefined && named + fee === orderedAmount
    ? orderedAmount
    : named;

/**
 * @see https://document.bdpay.co.id, "balance", response
 * @throws {OutcomeUnknown} where the answer has no balance
 */
export function readBalance(answer: Answer): Balance {
  const fields = signedFields(answer);
  const available = readBalanceOf(fields, 'balance');
  if (available === undefined) throw new OutcomeUnknown('the answer has no balance');
  return {
    currency: CURRENCY,
    available,
    frozen: readBalanceOf(fields, 'freeze'),
    pending: readBalanceOf(fields, 'pendMoney'),
  };
}

/** May be negative. */
function readBalanceOf(fields: Fields, name: string): number | undefined {
  const text = fields.get(name) ?? '';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
