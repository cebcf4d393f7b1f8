import { actResponse } from '../../wire/acts.ts';
import type { Decision, PaymentDetail, PaymentRow, Question } from '../../wire/payments.ts';
import { send } from '../api/api.ts';
import { moneyText } from '../texts/format.ts';
import { PAYMENT_LABELS, plainWords, REFUND_LABELS, type Label } from '../texts/labels.ts';
import { QUESTIONS_TEXT } from '../texts/questions.ts';
import type { ActPlan, FieldValues } from './act-plan.ts';
import { amountField, amountIn } from './amount-field.ts';

/* What an operator can do about a payment, as the dialog asks for it. */

type Subject = Pick<PaymentRow, 'id' | 'reference' | 'currency'>;

const path = ({ id }: Subject, act: string): string => `/api/payments/${id}/${act}`;

const labelOf = (labels: Readonly<Record<string, Label>>, status: string): string =>
  (labels[status]?.text ?? plainWords(status)).toLowerCase();

const nowIs = (status: string): string => `The payment is now: ${labelOf(PAYMENT_LABELS, status)}.`;

export const inquirePlan = (payment: PaymentDetail): ActPlan => ({
  title: 'Ask the provider now',
  explain: 'The provider is asked how this payment stands, and its answer is applied.',
  button: 'Ask',
  async perform(values) {
    const { status } = await send(path(payment, 'inquire'), { note: values['note'] }, actResponse);
    return `Asked. ${nowIs(status)}`;
  },
});

export const cancelPlan = (payment: PaymentDetail): ActPlan => ({
  title: payment.status === 'authorized' ? 'Void the authorization' : 'Cancel the payment',
  explain:
    payment.status === 'authorized'
      ? 'The money that the customer’s bank holds is let go. Nothing is charged.'
      : 'The customer can no longer pay with this payment. Another one can be started while the order is open.',
  button: payment.status === 'authorized' ? 'Void' : 'Cancel payment',
  isDanger: true,
  async perform(values, key) {
    const { status } = await send(path(payment, 'cancel'), { note: values['note'] }, actResponse, key);
    return nowIs(status);
  },
});

type Limit = NonNullable<PaymentDetail['actions']['refund']>;

/** An act about an amount: all of it, or a part where the channel allows that. */
function moneyPlan(
  payment: PaymentDetail,
  { maxAmount, partial }: Limit,
  texts: Pick<ActPlan, 'title' | 'button' | 'isDanger'> & { readonly whole: string; readonly what: string },
  perform: (body: { readonly amount: number; readonly note: string | undefined }, key: string) => Promise<string>,
): ActPlan {
  const { currency, reference } = payment;
  const whole = { amount: maxAmount, currency };
  const amountOf = (values: FieldValues): number => (partial ? amountIn(values, currency) : maxAmount);
  return {
    ...texts,
    explain: partial ? `Up to ${moneyText(whole)}.` : texts.whole,
    ...(partial ? { fields: [amountField(whole)] } : {}),
    confirm: (values) => ({
      headline: moneyText({ amount: amountOf(values), currency }),
      lines: [`${texts.what} Order ${reference}.`],
    }),
    perform: (values, key) => perform({ amount: amountOf(values), note: values['note'] }, key),
  };
}

export const capturePlan = (payment: PaymentDetail, limit: Limit): ActPlan =>
  moneyPlan(
    payment,
    limit,
    {
      title: 'Capture',
      button: 'Capture',
      whole: `This channel captures the whole amount: ${moneyText({ amount: limit.maxAmount, currency: payment.currency })}.`,
      what: 'will be charged to the customer. A payment can be captured once.',
    },
    async (body, key) => nowIs((await send(path(payment, 'capture'), body, actResponse, key)).status),
  );

export const refundPlan = (payment: PaymentDetail, limit: Limit): ActPlan =>
  moneyPlan(
    payment,
    limit,
    {
      title: 'Refund',
      button: 'Refund',
      isDanger: true,
      whole: `This channel refunds the whole amount: ${moneyText({ amount: limit.maxAmount, currency: payment.currency })}.`,
      what: 'will go back to the customer. This cannot be undone.',
    },
    async (body, key) => {
      const { status } = await send(path(payment, 'refund'), body, actResponse, key);
      return `The refund is now: ${labelOf(REFUND_LABELS, status)}.`;
    },
  );

/**
 * The answer to what is asked of a person.
 *
 * @param refundAmount what the decision to refund gives back
 */
export function resolvePlan(
  payment: PaymentRow,
  question: Question,
  decision: Decision,
  refundAmount: number,
): ActPlan {
  const { title, decisions } = QUESTIONS_TEXT[question];
  const { button, effect, isDanger } = decisions[decision] ?? { button: plainWords(decision), effect: '' };
  const movesMoney = decision === 'refund' && refundAmount > 0;
  const headline = moneyText({ amount: refundAmount, currency: payment.currency });
  return {
    title: button,
    explain: `${title}. ${effect}`,
    button: movesMoney ? 'Refund' : button,
    ...(isDanger === true ? { isDanger } : {}),
    ...(movesMoney ? { confirm: () => ({ headline, lines: [`${effect} Order ${payment.reference}.`] }) } : {}),
    async perform(values, key) {
      const body = { decision, note: values['note'] };
      return `Decided. ${nowIs((await send(path(payment, 'resolve'), body, actResponse, key)).status)}`;
    },
  };
}
