import type { Instant, ProviderReferences } from '../../../payments/model/model.ts';
import type { PaymentRef, PaymentReport } from '../../../payments/ports/ports.ts';
import { failureOf, readResultCode } from '../errors.ts';
import { meaningOf } from '../errors/result-codes.ts';
import type { TransactionStatus } from '../inquire/read-inquiry.ts';
import { wibStamp } from '../wire/wib-time.ts';
import { serverStepOf } from './server-step-reference.ts';

/*
 * A charge of a saved card is paid by one payment step of our server, and no customer can try again. So the status
 * "initialised" does not mean the same as for a browser's payment: the step is being processed, or it was declined.
 * `latestFailHistory` tells which: an entry that is not older than our step, returned by two inquiries at least a minute
 * apart. With less evidence a charge could be failed that still takes the money, and the shop would charge again.
 */

const DECLINED = 'declined';
/** How long after the first inquiry the second one must return the same entry. */
const CONFIRMED_AFTER_MS = 60_000;
/** How many different declines are remembered of one payment. A step has one. */
const MAX_DECLINES = 5;
/** `status` 9 of cards. */
const INITIALISED = '9';

type ServerStepReport = Pick<PaymentReport, 'outcome' | 'failure' | 'rejection' | 'providerStatus'> & {
  readonly providerReferences: ProviderReferences;
};

/**
 * What an inquiry says about a payment whose step our server made. `undefined`: the customer's browser makes the step, or
 * the status is another than "initialised" and speaks for itself.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-code-v2-payment-status-code and `latestFailHistory` of the inquiry
 */
export function readServerStep(
  transactionStatus: TransactionStatus,
  ref: PaymentRef,
  now: Instant,
): ServerStepReport | undefined {
  const { lastFailure, statusText } = transactionStatus;
  const step = serverStepOf(ref);
  if (step === undefined || transactionStatus.fields.text('status') !== INITIALISED) return undefined;
  const pending: ServerStepReport = {
    outcome: 'unknown',
    providerReferences: {},
    providerStatus: `${statusText}, server payment step pending`,
  };
  const { code = '', at = '', message } = lastFailure ?? {};
  if (!/^\w{1,10}$/.test(code) || at < wibStamp(step.sentAt)) return pending;
  // Such a code leaves the outcome unknown wherever it appears.
  if (meaningOf(code, '01', false)?.kind === 'outcome_unknown') return pending;
  const name = `${DECLINED}${at}${code}`;
  const seenAt = ref.providerReferences[name];
  const providerStatus = `${statusText}, last try ${code} at ${at}`;
  if (seenAt === undefined) {
    const count = Object.keys(ref.providerReferences).filter((key) => key.startsWith(DECLINED)).length;
    return { ...pending, providerReferences: count < MAX_DECLINES ? { [name]: String(now) } : {}, providerStatus };
  }
  if (now - Number(seenAt) < CONFIRMED_AFTER_MS) return { ...pending, providerStatus };
  const { rejection } = readResultCode(code, { call: 'payment', payMethod: '01' }, message).error;
  return { outcome: 'failed', providerReferences: {}, failure: failureOf(code, '01'), rejection, providerStatus };
}
