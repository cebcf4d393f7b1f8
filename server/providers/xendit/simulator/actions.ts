import { done, refused } from '../../simulation/action-result.ts';
import type { ActionResult, SimulatorAction } from '../../simulation/simulator.ts';
import { ApiError } from './api-error.ts';
import { rememberCard } from './cards.ts';
import { collect, decline, expire, isOpen, lapse } from './collect.ts';
import { forge } from './forge.ts';
import type { PaymentRecord, RequestRecord, SessionRecord, TokenRecord } from './records.ts';
import type { Category } from './rules.ts';
import { refundByHand } from './refunds.ts';
import { expireSession } from './end-session.ts';
import { tryCard } from './try-card.ts';
import { plan } from './tasks.ts';
import { activate, endToken, failToken } from './issue-token.ts';
import { major } from './views.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/* What a customer, a bank or the clock does to a payment by a button of the page or by a test. */

/** The usual failure code of a decline, by category. */
const USUAL_FAILURES: Partial<Record<Category, string>> = {
  EWALLET: 'USER_DECLINED_PAYMENT',
  CARDS: 'CARD_DECLINED',
  DIRECT_DEBIT: 'INSUFFICIENT_BALANCE',
};

const usualFailure = ({ rule }: RequestRecord): string =>
  USUAL_FAILURES[rule.category] ?? 'FAILURE_DETAILS_UNAVAILABLE';

export async function perform(
  state: SimulatorState,
  id: string,
  action: SimulatorAction,
  amount?: number,
): Promise<ActionResult> {
  if (action === 'forge notification') return forge(state, id);
  const token = state.tokens.get(id);
  if (token) return actOnToken(state, token, action);
  const session = state.sessions.get(id);
  const request = session ? requestOf(state, session, action) : state.requests.get(id);
  if (session && !request) return actOnSession(state, session, action);
  if (!request) return refused(`There is no payment ${id}`);
  try {
    return actOnRequest(state, request, action, amount);
  } catch (error) {
    if (error instanceof ApiError) return refused(error.message);
    throw error;
  }
}

function actOnRequest(
  state: SimulatorState,
  request: RequestRecord,
  action: SimulatorAction,
  amount?: number,
): ActionResult {
  const open = isOpen(request);
  const closed = refused(`It is ${request.status}, so nothing was done`);
  switch (action) {
    case 'pay':
      return open ? paid(collect(state, request, amount)) : closed;
    case 'fail':
      return open ? failed(decline(state, request, usualFailure(request))) : closed;
    case 'expire':
      return expireRequest(state, request) ? done(`Expired: ${request.reference}`) : closed;
    case 'pay twice': {
      if (!open && request.status !== 'SUCCEEDED') return closed;
      if (open) collect(state, request, amount);
      return paid(collect(state, request, amount), 'once more');
    }
    case 'pay late': {
      if (request.status === 'SUCCEEDED' || request.status === 'AUTHORIZED' || request.status === 'PENDING')
        return closed;
      return payLate(state, request, amount);
    }
    case 'refund': {
      if (request.status !== 'SUCCEEDED') return closed;
      const { amount: returned } = refundByHand(state, request.id, amount);
      return done(`Returned ${request.currency} ${major(returned, request.currency)} for ${request.reference}`);
    }
    default:
      return closed;
  }
}

/** The expiry is reported first: money that arrives before that report would not be late. */
const LATE_MS = 5_000;

function payLate(state: SimulatorState, request: RequestRecord, amount?: number): ActionResult {
  if (!isOpen(request)) return paid(collect(state, request, amount), 'after its end');
  if ((amount ?? request.amount) === undefined) return refused('An open code needs an amount');
  expire(state, request);
  plan(state, now(state) + LATE_MS, { name: 'pay_late', request, amount });
  return done(`Expired: ${request.reference}. The money follows in ${LATE_MS / 1000} seconds`);
}

const paid = ({ request, amount, status }: PaymentRecord, when?: string): ActionResult => {
  const words = [status === 'AUTHORIZED' ? 'Held' : 'Paid', when, request.currency, major(amount, request.currency)];
  return done(words.filter((word) => word !== undefined).join(' '));
};

const failed = ({ request, failureCode }: PaymentRecord): ActionResult =>
  done(`Failed ${request.reference}: ${failureCode}`);

function expireRequest(state: SimulatorState, request: RequestRecord): boolean {
  const held = request.latestPaymentId === undefined ? undefined : state.payments.get(request.latestPaymentId);
  if (held?.status === 'AUTHORIZED') {
    lapse(state, held);
    return true;
  }
  const wasOpen = isOpen(request);
  expire(state, request);
  return wasOpen && request.status === 'EXPIRED';
}

/** The request that a session's buttons act on: the one that completed it, or one that a valid card creates now. */
function requestOf(state: SimulatorState, session: SessionRecord, action: SimulatorAction): RequestRecord | undefined {
  const made = session.requestId === undefined ? undefined : state.requests.get(session.requestId);
  if (made || session.type === 'SAVE' || action === 'expire') return made;
  if (action === 'pay late') expireSession(state, session);
  if (session.status !== 'ACTIVE' && action !== 'pay late') return undefined;
  if (session.status === 'COMPLETED') return undefined;
  return payingRequest(state, session);
}

/** A challenged test card, so that the try waits for the button's decision. */
const TEST_CARD = rememberCard({
  number: '4000000000002503',
  expiryMonth: '12',
  expiryYear: '2040',
  firstName: 'Pembeli',
  lastName: 'Simulasi',
});

function payingRequest(state: SimulatorState, session: SessionRecord): RequestRecord | undefined {
  const cardTry = tryCard(state, session, TEST_CARD, session.save === 'FORCED');
  return state.requests.get(cardTry.id);
}

function actOnSession(state: SimulatorState, session: SessionRecord, action: SimulatorAction): ActionResult {
  if (session.status !== 'ACTIVE') return refused(`It is ${session.status}, so nothing was done`);
  if (action === 'expire') {
    expireSession(state, session);
    return done(`Expired: ${session.reference}`);
  }
  const token = state.tokens.get(tryCard(state, session, TEST_CARD, true).id);
  return token ? actOnToken(state, token, action) : refused('Nothing can be done to it');
}

function actOnToken(state: SimulatorState, token: TokenRecord, action: SimulatorAction): ActionResult {
  if (action === 'expire') {
    endToken(state, token);
    return token.status === 'EXPIRED' ? done('The token has ended') : refused(`The token is ${token.status}`);
  }
  if (token.status !== 'REQUIRES_ACTION') return refused(`The token is ${token.status}`);
  if (action === 'pay') activate(state, token);
  else if (action === 'fail') failToken(state, token, 'AUTHENTICATION_FAILED');
  else return refused('A token cannot be paid like that');
  return done(`The token is ${token.status}`);
}
