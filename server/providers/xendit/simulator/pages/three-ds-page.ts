import { html } from '../../../../platform/html.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { closedPage, passwordForm, providerPage } from '../../../simulation/card-page.ts';
import { ApiError } from '../api-error.ts';
import { charge, decline } from '../collect.ts';
import { checkOtp, newChallenge, RIGHT_OTP } from '../otp.ts';
import type { RequestRecord, TokenRecord } from '../records.ts';
import { activate, failToken } from '../issue-token.ts';
import type { SimulatorState } from '../state.ts';
import { returnUrl } from './approve-page.ts';

export function threeDsPage(
  state: SimulatorState,
  subject: RequestRecord | TokenRecord,
  path: string,
  error?: string,
): Response {
  if (subject.status !== 'REQUIRES_ACTION') return leave(state, subject);
  const amount =
    'amount' in subject && subject.amount !== undefined ? priceText(subject.amount, subject.currency) : undefined;
  return providerPage(
    state,
    'Confirm your card',
    html`<h1>Confirm your card</h1>
      <p class="amount">${amount ?? 'Save your card'}</p>
      ${passwordForm(`${state.options.baseUrl}${path}`, subject.card?.masked, RIGHT_OTP, error)}`,
    error === undefined ? 200 : 422,
  );
}

export function answerThreeDs(
  state: SimulatorState,
  subject: RequestRecord | TokenRecord,
  form: URLSearchParams,
  path: string,
): Response {
  if (subject.status !== 'REQUIRES_ACTION') return leave(state, subject);
  if (form.get('decision') === 'cancel') {
    giveUp(state, subject);
    return leave(state, subject);
  }
  subject.otp ??= newChallenge(state);
  try {
    checkOtp(state, subject, form.get('otp') ?? '', () => giveUp(state, subject));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return subject.status === 'REQUIRES_ACTION'
      ? threeDsPage(state, subject, path, error.message)
      : leave(state, subject);
  }
  if ('type' in subject) charge(state, subject);
  else activate(state, subject);
  return leave(state, subject);
}

function giveUp(state: SimulatorState, subject: RequestRecord | TokenRecord): void {
  if ('type' in subject) decline(state, subject, 'AUTHENTICATION_FAILED');
  else failToken(state, subject, 'AUTHENTICATION_FAILED');
}

const GOOD = new Set(['SUCCEEDED', 'AUTHORIZED', 'ACTIVE', 'PENDING']);

/** Back to the shop; after a failed try on a hosted page, back to that page for another card. */
export function leave(state: SimulatorState, subject: RequestRecord | TokenRecord): Response {
  const good = GOOD.has(subject.status);
  const session = subject.sessionId === undefined ? undefined : state.sessions.get(subject.sessionId);
  if (session && !good)
    return seeOther(`${state.options.baseUrl}/checkout/${session.id}?failed=${subject.failureCode ?? 'yes'}`);
  const back = returnUrl(subject, good ? 'success' : 'failure');
  if (back !== undefined) return seeOther(back);
  return closedPage(
    state,
    good ? 'Thank you' : 'Not paid',
    `You can close this page. It is ${subject.status.toLowerCase()}.`,
  );
}
