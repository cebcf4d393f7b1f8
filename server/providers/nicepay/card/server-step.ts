import type { Instant, ProviderReferences } from '../../../payments/model/model.ts';
import type { PaymentRef, PaymentReport } from '../../../payments/ports/ports.ts';
import { failureOf, readRejection } from '../errors.ts';
import type { TransactionStatus } from '../inquire/read-inquiry.ts';
import { meaningOf } from '../errors/result-codes.ts';
import { wibStamp } from '../wire/wib-time.ts';

/*
 * A charge of a saved card is paid by a step that we make ourselves, once, and no customer can try again. So its
 * "initialised" is not the same as that of a form or page: the step is under way, or it was declined. Which of the two,
 * the list of failed tries tells: an entry that is not older than our step, named alike by two inquiries at least a minute
 * apart. Fewer signs than these could end a charge that is still to take the money, and the shop would charge again.
 */

const STEP = 'step';
const DECLINED = 'declined';
/** The same must be said again not sooner than after this. */
const CONFIRMED_AFTER_MS = 60_000;
/** Different declines that are remembered of one payment; a step has one. */
const MOST_REMEMBERED = 5;

/** Kept with the payment: which transaction we made the step of, and when. No notification teaches it. */
export const stepReferences = (tXid: string, now: Instant): ProviderReferences => ({ [STEP]: `${tXid}/${now}` });

/** The step that we made; `undefined` where the customer's browser makes it. */
export function ownStepOf({
  providerReferences,
}: Pick<PaymentRef, 'providerReferences'>): { readonly tXid: string; readonly sentAt: Instant } | undefined {
  const [, tXid, sentAt] = /^([A-Za-z0-9]+)\/(\d{1,15})$/.exec(providerReferences[STEP] ?? '') ?? [];
  return tXid === undefined ? undefined : { tXid, sentAt: Number(sentAt) };
}

type OwnStep = Pick<PaymentReport, 'outcome' | 'failure' | 'rejection' | 'providerStatus'> & {
  readonly providerReferences: ProviderReferences;
};

/** What an inquiry says of a payment whose step was ours; `undefined` for any other, and once it says more than that. */
export function readOwnStep(transactionStatus: TransactionStatus, ref: PaymentRef, now: Instant): OwnStep | undefined {
  const { lastFailure, word } = transactionStatus;
  const step = ownStepOf(ref);
  if (step === undefined || transactionStatus.providerStatus.text('status') !== INITIALISED) return undefined;
  const open: OwnStep = {
    outcome: 'unknown',
    providerReferences: {},
    providerStatus: `${word}, our step is not decided`,
  };
  const { code = '', at = '', message } = lastFailure ?? {};
  if (!/^\w{1,10}$/.test(code) || at < wibStamp(step.sentAt)) return open;
  // Such a code leaves open what was done, in whatever list it stands.
  if (meaningOf(code, '01', false)?.kind === 'unanswered') return open;
  const name = `${DECLINED}${at}${code}`;
  const seenAt = ref.providerReferences[name];
  const providerStatus = `${word}, last try ${code} at ${at}`;
  if (seenAt === undefined) {
    const count = Object.keys(ref.providerReferences).filter((id) => id.startsWith(DECLINED)).length;
    return { ...open, providerReferences: count < MOST_REMEMBERED ? { [name]: String(now) } : {}, providerStatus };
  }
  if (now - Number(seenAt) < CONFIRMED_AFTER_MS) return { ...open, providerStatus };
  const { rejection } = readRejection(code, { call: 'payment', payMethod: '01' }, message).error;
  return { outcome: 'failed', providerReferences: {}, failure: failureOf(code, '01'), rejection, providerStatus };
}

const INITIALISED = '9';
