import {
  OutcomeUnknown,
  type PaymentRef,
  type PaymentReport,
  type ProviderRejection,
} from '../../payments/ports/ports.ts';
import { CURRENCY } from './channels.ts';
import type { Fields } from './wire/fields.ts';
import type { Answer } from './schema.ts';
import { paymentOutcome } from './status.ts';

/**
 * Whole rupiah, also as `150000.00`. Leading zeros, an empty text or another fraction show that digits were moved between
 * fields.
 */
export function readAmount(text: string | null | undefined): number | undefined {
  const [, digits] = /^\s*([1-9]\d{0,14})(?:\.00?)?\s*$/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A fee may be zero. */
export const readFee = (text: string | null | undefined): number | undefined =>
  /^\s*0(?:\.00?)?\s*$/.test(text ?? '') ? 0 : readAmount(text);

/**
 * The fields of an answer, which count only if it is a signed SUCCESS.
 *
 * @throws {OutcomeUnknown} otherwise
 */
export function signedFields({ code, signed, fields, rejection }: Answer): Fields {
  if (!signed) throw new OutcomeUnknown(`the answer ${code} is not signed by BDPay`, { rejection });
  if (code !== 'SUCCESS') throw new OutcomeUnknown(`the answer is ${code}`, { rejection });
  return fields;
}

/** Surrounding blanks are signed and then removed. */
export const textOf = (fields: Fields, name: string): string | undefined => fields.get(name)?.trim() ?? undefined;

/**
 * The answer to an order, without its instruction.
 *
 * @see https://document.bdpay.co.id, "create payment order", response
 * @throws {OutcomeUnknown} for an answer without an order number or with another amount
 */
export function readCreated(answer: Answer, order: { merchantReference: string; amount: number }): PaymentReport {
  const fields = signedFields(answer);
  const platOrderNum = textOf(fields, 'platOrderNum');
  if (platOrderNum === undefined || platOrderNum === '') throw new OutcomeUnknown('the answer has no order number');
  const payMoney = textOf(fields, 'payMoney');
  // The customer must not be asked for another amount than the order's.
  if (payMoney !== undefined && readAmount(payMoney) !== order.amount)
    throw new OutcomeUnknown('the answer has another amount than the order', {
      rejection: { code: 'OTHER_MONEY', message: 'the answer has another amount than the order', mend: true },
    });
  return {
    subject: 'payment',
    outcome: 'requires_action',
    merchantReference: textOf(fields, 'orderNum'),
    // `order` is set by this answer alone: where it is known, the payment details were received too.
    providerReferences: { order: platOrderNum },
    providerStatus: answer.code,
  };
}

/** Paid, and the amount cannot be read: another inquiry will not help, so the operator has to look. */
const unstated: ProviderRejection = {
  code: 'AMOUNT_NOT_STATED',
  message: 'paid, but the amount cannot be read',
  mend: true,
  fix: "look the order up in BDPay's backstage",
};

/**
 * The answer to an inquiry about an order.
 *
 * @see https://document.bdpay.co.id, "order query", response
 * @throws {OutcomeUnknown} for an answer without an order number or about another order
 */
export function readInquired(answer: Answer, ref: PaymentRef): PaymentReport {
  const fields = signedFields(answer);
  const platOrderNum = textOf(fields, 'platOrderNum');
  const known = ref.providerReferences['order'] ?? ref.providerReferences['found'];
  if (platOrderNum === undefined || platOrderNum === '') throw new OutcomeUnknown('the answer has no order number');
  if (known !== undefined && known !== platOrderNum) throw new OutcomeUnknown('the answer is about another order');
  const status = textOf(fields, 'status') ?? '';
  const outcome = paymentOutcome(status, ref.providerReferences['paid'] !== undefined);
  const common = { subject: 'payment', merchantReference: textOf(fields, 'orderNum'), providerStatus: status } as const;
  const found = { found: platOrderNum };
  if (outcome === 'paid') {
    const amount = readAmount(fields.get('amount'));
    // Paid needs an amount: until the operator has found it, the payment is processing.
    if (amount === undefined)
      return { ...common, outcome: 'processing', providerReferences: found, rejection: unstated };
    return {
      ...common,
      outcome,
      providerReferences: { ...found, paid: platOrderNum },
      transactionId: platOrderNum,
      money: { amount, currency: CURRENCY },
    };
  }
  if (outcome === 'reversed') return { ...common, outcome, providerReferences: found, transactionId: platOrderNum };
  if (outcome === 'failed')
    return { ...common, outcome, providerReferences: found, failure: { code: 'declined', providerCode: status } };
  // The answer with the payment details was lost, and BDPay does not repeat them: this order cannot be paid.
  if (outcome === 'requires_action' && ref.providerReferences['order'] === undefined)
    return { ...common, outcome: 'unknown', providerReferences: found };
  return { ...common, outcome, providerReferences: found };
}
