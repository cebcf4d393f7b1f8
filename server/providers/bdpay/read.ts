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
 * Whole rupiah as BDPay must write them; `150000.00` is the same amount. Leading zeros, an empty text or another fraction
 * are signs of digits moved between members.
 */
export function readAmount(text: string | null | undefined): number | undefined {
  const [, digits] = /^\s*([1-9]\d{0,14})(?:\.00?)?\s*$/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A fee may be nothing. */
export const readFee = (text: string | null | undefined): number | undefined =>
  /^\s*0(?:\.00?)?\s*$/.test(text ?? '') ? 0 : readAmount(text);

/** The members of an answer that may decide something: signed, and a SUCCESS. Throws OutcomeUnknown otherwise. */
export function signedFields({ code, signed, fields, rejection }: Answer): Fields {
  if (!signed) throw new OutcomeUnknown(`the answer ${code} is not signed by BDPay`, { rejection });
  if (code !== 'SUCCESS') throw new OutcomeUnknown(`no decision: ${code}`, { rejection });
  return fields;
}

/** Blanks around a value are signed with it, and are no part of it. */
export const textOf = (fields: Fields, name: string): string | undefined => fields.get(name)?.trim() ?? undefined;

/** The answer to an order. Its instruction is the caller's to find. Throws OutcomeUnknown for what is about another order. */
export function readCreated(answer: Answer, order: { merchantReference: string; amount: number }): PaymentReport {
  const fields = signedFields(answer);
  const platOrderNum = textOf(fields, 'platOrderNum');
  if (platOrderNum === undefined || platOrderNum === '') throw new OutcomeUnknown('the answer names no order');
  const payMoney = textOf(fields, 'payMoney');
  // The customer would be asked for another amount than the shop wants.
  if (payMoney !== undefined && readAmount(payMoney) !== order.amount)
    throw new OutcomeUnknown('another amount', {
      rejection: { code: 'OTHER_MONEY', message: 'the answer to the order names another amount', mend: true },
    });
  return {
    subject: 'payment',
    outcome: 'requires_action',
    merchantReference: textOf(fields, 'orderNum'),
    // `order` is known from this answer alone: who has it was also told what the customer needs.
    providerReferences: { order: platOrderNum },
    providerStatus: answer.code,
  };
}

/** Money came, and nobody can say how much: a person has to find out, for asking again will not tell. */
const unstated: ProviderRejection = {
  code: 'AMOUNT_NOT_STATED',
  message: 'paid, with an amount that cannot be read',
  mend: true,
  fix: "look the order up in BDPay's backstage",
};

/** The answer to a question about an order. */
export function readInquired(answer: Answer, ref: PaymentRef): PaymentReport {
  const fields = signedFields(answer);
  const platOrderNum = textOf(fields, 'platOrderNum');
  const known = ref.providerReferences['order'] ?? ref.providerReferences['found'];
  if (platOrderNum === undefined || platOrderNum === '') throw new OutcomeUnknown('the answer names no order');
  if (known !== undefined && known !== platOrderNum) throw new OutcomeUnknown('the answer is about another order');
  const status = textOf(fields, 'status') ?? '';
  const outcome = paymentOutcome(status, ref.providerReferences['paid'] !== undefined);
  const common = { subject: 'payment', merchantReference: textOf(fields, 'orderNum'), providerStatus: status } as const;
  const found = { found: platOrderNum };
  if (outcome === 'paid') {
    const amount = readAmount(fields.get('amount'));
    // Paid with an amount that cannot be stated: somebody else has to find out, and until then it is not.
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
  // The answer that said how to pay it was lost, and BDPay never says it again: nobody can pay this order.
  if (outcome === 'requires_action' && ref.providerReferences['order'] === undefined)
    return { ...common, outcome: 'unknown', providerReferences: found };
  return { ...common, outcome, providerReferences: found };
}
