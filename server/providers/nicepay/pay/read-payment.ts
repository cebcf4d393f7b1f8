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
import { readResultCode, SUCCESS } from '../errors.ts';
import { parseObject, readFields, type ReceivedFields } from '../read.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { readReturnForm } from './return-form.ts';

/** What the response to our server's payment step says. The domain confirms it by an inquiry before it counts as paid. */
export interface PaymentStepResult {
  readonly outcome: Extract<PaymentOutcome, 'paid' | 'failed' | 'unknown'>;
  readonly failure?: Failure | undefined;
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

type PaidTransaction = Pick<Transaction, 'tXid' | 'referenceNo' | 'amount'>;

/**
 * Makes the payment step and reads its response: a page whose form carries the result, JSON, or a redirect with the result
 * in its URL. A definite rejection is a failure; without a result, the outcome is unknown.
 *
 * @throws {NotDelivered} the step was not processed and may be made again
 * @see NICEPAY API V2, chapter "Payment", return to `callBackUrl`
 */
export async function readPaymentResponse(
  makeStep: () => Promise<ProviderAnswer>,
  context: CallContext,
  transaction: PaidTransaction,
): Promise<PaymentStepResult> {
  let answer: ProviderAnswer;
  try {
    answer = await makeStep();
  } catch (error) {
    if (error instanceof OutcomeUnknown)
      return { outcome: 'unknown', rejection: error.rejection, providerStatus: error.message };
    throw error;
  }
  const fields = resultOf(answer);
  const code = fields?.text('resultCd');
  if (fields === undefined || code === undefined) return withoutResult(answer);
  if (!isAbout(fields, transaction)) {
    return { outcome: 'unknown', providerStatus: `payment step ${code}, about another transaction` };
  }
  if (code === SUCCESS) return { outcome: 'paid', providerStatus: `payment step ${code}` };
  const { error } = readResultCode(code, context, fields.text('resultMsg'));
  if (error instanceof NotDelivered) throw error;
  const { rejection, message } = error;
  return error instanceof Rejected
    ? { outcome: 'failed', failure: error.failure, rejection, providerStatus: message }
    : { outcome: 'unknown', rejection, providerStatus: message };
}

/** NICEPAY answered with a page for a customer, who is not there: the merchant id is not set up for such payments. */
const withoutResult = ({ status }: ProviderAnswer): PaymentStepResult => ({
  outcome: 'unknown',
  rejection: {
    code: 'NO_RESULT',
    message: `the response to the payment step has no result (HTTP ${status})`,
    mend: true,
    fix: 'ask NICEPAY whether the merchant id may charge saved cards and capture without 3-D Secure and CVV',
  },
  providerStatus: 'payment step without a result',
});

/** Tries every known format; the first one with a result counts. */
function resultOf({ headers, text }: ProviderAnswer): ReceivedFields | undefined {
  const formats = [parseObject(text), inLocation(headers['location']), inPairs(text), readReturnForm(text)];
  return formats
    .flatMap((object) => (object === undefined ? [] : [readFields(object)]))
    .find((fields) => fields.text('resultCd') !== undefined);
}

/** A failure may carry its code alone; whatever else is there has to match our transaction. */
function isAbout(fields: ReceivedFields, { tXid, referenceNo, amount }: PaidTransaction): boolean {
  const matches = (name: string, ours: string): boolean => (fields.text(name) ?? ours) === ours;
  const isAmount = fields.text('amt') === undefined || fields.amount('amt') === amount;
  return isAmount && matches('tXid', tXid) && matches('referenceNo', referenceNo) && matches('currency', 'IDR');
}

/** NICEPAY appends its parameters with a question mark even if the URL has a query already. */
const inLocation = (location: string | undefined): Readonly<Record<string, string>> | undefined =>
  location === undefined || location.length > MAX_PAIRS_LENGTH || !location.includes('?')
    ? undefined
    : parsePairs(location.slice(location.indexOf('?') + 1).replaceAll('?', '&'));

/** Only a body without markup or white space: in a page, any link could be mistaken for a result. */
const inPairs = (text: string): Readonly<Record<string, string>> | undefined =>
  text.length > MAX_PAIRS_LENGTH || /[<>{}\s]/.test(text.trim()) ? undefined : parsePairs(text.trim());

const MAX_PAIRS_LENGTH = 8_000;

/** `undefined` when there are two different results. */
function parsePairs(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === 'resultCd' && (pairs.get(name) ?? value) !== value) return undefined;
    pairs.set(name, value.split('#')[0] ?? '');
  }
  return Object.fromEntries(pairs);
}
