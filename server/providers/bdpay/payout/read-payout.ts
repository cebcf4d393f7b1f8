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

/** The answer to the order: taken on, and nothing more, whatever status it shows. */
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

/** The answer to a question about a payout. */
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

/** A verified notification of a payout; `undefined` when its numbers are none. */
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

/** Where the fee came out of the amount, no source says whether what is named is what was ordered or what arrived. */
const ordered = (
  named: number | undefined,
  fee: number | undefined,
  asked: number,
  bearer: FeeBearer,
): number | undefined =>
  bearer === 'recipient' && named !== undefined && fee !== undefined && named + fee === asked ? asked : named;

/** Throws OutcomeUnknown when the answer states no amounts. */
export function readBalance(answer: Answer): Balance {
  const fields = signedFields(answer);
  const available = readBalanceOf(fields, 'balance');
  if (available === undefined) throw new OutcomeUnknown('the answer names no balance');
  return {
    currency: CURRENCY,
    available,
    frozen: readBalanceOf(fields, 'freeze'),
    pending: readBalanceOf(fields, 'pendMoney'),
  };
}

/** May be below nothing. */
function readBalanceOf(fields: Fields, name: string): number | undefined {
  const text = fields.get(name) ?? '';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
