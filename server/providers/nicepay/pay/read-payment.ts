import {
  NotDelivered,
  OutcomeUnknown,
  Rejected,
  type PaymentOutcome,
  type ProviderRejection,
} from '../../../payments/ports/ports.ts';
import type { Failure } from '../../../payments/model/model.ts';
import type { ProviderAnswer } from '../../http.ts';
import type { CallContext } from '../build.ts';
import type { Transaction } from '../inquire/build-inquiry.ts';
import { readRejection, SUCCESS } from '../errors.ts';
import { readReturnForm } from './return-form.ts';
import { parseObject, toSaid, type Said } from '../read.ts';

/** What became of a payment step that we made ourselves. It is a claim: the domain asks before it believes in money. */
export interface PaymentStep {
  readonly outcome: Extract<PaymentOutcome, 'paid' | 'failed' | 'unknown'>;
  readonly failure?: Failure | undefined;
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

/** What the step is about: an answer that names anything else is no answer to it. */
export type Paying = Pick<Transaction, 'tXid' | 'referenceNo' | 'amount'>;

/**
 * Makes the step and reads its answer: a page whose form carries the result, JSON, or a redirect with the result in its
 * address. A result that says a definite no is a failure; where no result can be found, asking will tell. Throws
 * NotDelivered alone: after that the step may be made again.
 */
export async function readPaymentAnswer(
  step: () => Promise<ProviderAnswer>,
  context: CallContext,
  paying: Paying,
): Promise<PaymentStep> {
  let answer: ProviderAnswer;
  try {
    answer = await step();
  } catch (error) {
    if (error instanceof OutcomeUnknown)
      return { outcome: 'unknown', rejection: error.rejection, providerStatus: error.message };
    throw error;
  }
  const said = resultOf(answer);
  const code = said?.text('resultCd');
  if (said === undefined || code === undefined) return withoutResult(answer);
  if (!isAbout(said, paying)) {
    return { outcome: 'unknown', providerStatus: `payment step ${code}, which is about something else` };
  }
  if (code === SUCCESS) return { outcome: 'paid', providerStatus: `payment step ${code}` };
  const { error } = readRejection(code, context, said.text('resultMsg'));
  if (error instanceof NotDelivered) throw error;
  const { rejection, message } = error;
  return error instanceof Rejected
    ? { outcome: 'failed', failure: error.failure, rejection, providerStatus: message }
    : { outcome: 'unknown', rejection, providerStatus: message };
}

/** Nobody is there who could go on with a page: the merchant id wants a customer for what it was to do alone. */
const withoutResult = ({ status }: ProviderAnswer): PaymentStep => ({
  outcome: 'unknown',
  rejection: {
    code: 'NO_RESULT',
    message: `the payment step was answered without a result, with HTTP ${status}`,
    mend: true,
    fix: 'ask NICEPAY whether the merchant id may charge saved cards and capture without 3-D Secure and security code',
  },
  providerStatus: 'payment step answered without a result',
});

/** The first form of answer that names a result. */
function resultOf({ headers, text }: ProviderAnswer): Said | undefined {
  const forms = [parseObject(text), inAddress(headers['location']), inPairs(text), readReturnForm(text)];
  return forms
    .flatMap((form) => (form === undefined ? [] : [toSaid(form)]))
    .find((said) => said.text('resultCd') !== undefined);
}

/** A failure promises its code alone; what else is named has to be ours. */
function isAbout(said: Said, { tXid, referenceNo, amount }: Paying): boolean {
  const named = (name: string, ours: string): boolean => (said.text(name) ?? ours) === ours;
  const isAmount = said.text('amt') === undefined || said.amount('amt') === amount;
  return isAmount && named('tXid', tXid) && named('referenceNo', referenceNo) && named('currency', 'IDR');
}

/** NICEPAY appends with a question mark even where the address has one already. */
const inAddress = (address: string | undefined): Readonly<Record<string, string>> | undefined =>
  address === undefined || address.length > MAX_PAIRS_LENGTH || !address.includes('?')
    ? undefined
    : pairs(address.slice(address.indexOf('?') + 1).replaceAll('?', '&'));

/** A body that is nothing but pairs; of a page any link could be taken for one. */
const inPairs = (text: string): Readonly<Record<string, string>> | undefined =>
  text.length > MAX_PAIRS_LENGTH || /[<>{}\s]/.test(text.trim()) ? undefined : pairs(text.trim());

const MAX_PAIRS_LENGTH = 8_000;

/** Of a name that occurs twice with two values neither is taken: it is nobody's result. */
function pairs(text: string): Readonly<Record<string, string>> | undefined {
  const read = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === 'resultCd' && (read.get(name) ?? value) !== value) return undefined;
    read.set(name, value.split('#')[0] ?? '');
  }
  return Object.fromEntries(read);
}
