import type { ActResult, SimulatorAction } from '../../simulation/simulator.ts';
import { ApiError } from './api-error.ts';
import { rememberCard } from './cards.ts';
import { collect, decline, expire, isOpen, lapse } from './collect.ts';
import { forge } from './forge.ts';
import type { PaymentRecord, RequestRecord, SessionRecord, TokenRecord } from './records.ts';
import type { Category } from './rules.ts';
import { refundByHand } from './refunds.ts';
import { expireSession } from './session-life.ts';
import { tryCard } from './session-try.ts';
import { plan } from './tasks.ts';
import { activate, endToken, failToken } from './token-life.ts';
import { major } from './views.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/* What a payer, a bank or the clock does to a payment when a person presses a button or a test says so. */

const done = (message: string): ActResult => ({ ok: true, message });
const refused = (message: string): ActResult => ({ ok: false, message });

/** The word a partner of this kind would use for a plain no. */
const USUAL_FAILURES: Partial<Record<Category, string>> = {
  EWALLET: 'USER_DECLINED_PAYMENT',
  CARDS: 'CARD_DECLINED',
  DIRECT_DEBIT: 'INSUFFICIENT_BALANCE',
};

const usualFailure = ({ rule }: RequestRecord): string =>
  USUAL_FAILURES[rule.category] ?? 'FAILURE_DETAILS_UNAVAILABLE';

export async function act(world: World, id: string, action: SimulatorAction, amount?: number): Promise<ActResult> {
  if (action === 'forge notification') return forge(world, id);
  const token = world.tokens.get(id);
  if (token) return actOnToken(world, token, action);
  const session = world.sessions.get(id);
  const request = session ? requestOf(world, session, action) : world.requests.get(id);
  if (session && !request) return actOnSession(world, session, action);
  if (!request) return refused(`There is no payment ${id}`);
  try {
    return actOnRequest(world, request, action, amount);
  } catch (error) {
    if (error instanceof ApiError) return refused(error.message);
    throw error;
  }
}

function actOnRequest(world: World, request: RequestRecord, action: SimulatorAction, amount?: number): ActResult {
  const open = isOpen(request);
  const closed = refused(`It is ${request.status}, so nothing was done`);
  switch (action) {
    case 'pay':
      return open ? paid(collect(world, request, amount)) : closed;
    case 'fail':
      return open ? failed(decline(world, request, usualFailure(request))) : closed;
    case 'expire':
      return expireRequest(world, request) ? done(`Expired: ${request.reference}`) : closed;
    case 'pay twice': {
      if (!open && request.status !== 'SUCCEEDED') return closed;
      if (open) collect(world, request, amount);
      return paid(collect(world, request, amount), 'once more');
    }
    case 'pay late': {
      if (request.status === 'SUCCEEDED' || request.status === 'AUTHORIZED' || request.status === 'PENDING')
        return closed;
      return payLate(world, request, amount);
    }
    case 'refund': {
      if (request.status !== 'SUCCEEDED') return closed;
      const { amount: returned } = refundByHand(world, request.id, amount);
      return done(`Returned ${request.currency} ${major(returned, request.currency)} for ${request.reference}`);
    }
    default:
      return closed;
  }
}

/** The end is told of first: money that overtakes the news of the end would not be late to us. */
const LATE_MS = 5_000;

function payLate(world: World, request: RequestRecord, amount?: number): ActResult {
  if (!isOpen(request)) return paid(collect(world, request, amount), 'after its end');
  if ((amount ?? request.amount) === undefined) return refused('An open code needs an amount');
  expire(world, request);
  plan(world, now(world) + LATE_MS, () => collect(world, request, amount));
  return done(`Expired: ${request.reference}. The money follows in ${LATE_MS / 1000} seconds`);
}

const paid = ({ request, amount, status }: PaymentRecord, when?: string): ActResult => {
  const words = [status === 'AUTHORIZED' ? 'Held' : 'Paid', when, request.currency, major(amount, request.currency)];
  return done(words.filter((word) => word !== undefined).join(' '));
};

const failed = ({ request, failureCode }: PaymentRecord): ActResult =>
  done(`Failed ${request.reference}: ${failureCode}`);

function expireRequest(world: World, request: RequestRecord): boolean {
  const held = request.latestPaymentId === undefined ? undefined : world.payments.get(request.latestPaymentId);
  if (held?.status === 'AUTHORIZED') {
    lapse(world, held);
    return true;
  }
  const wasOpen = isOpen(request);
  expire(world, request);
  return wasOpen && request.status === 'EXPIRED';
}

/** The request a session's buttons are about: the one that completed it, or that a good card makes now. */
function requestOf(world: World, session: SessionRecord, action: SimulatorAction): RequestRecord | undefined {
  const made = session.requestId === undefined ? undefined : world.requests.get(session.requestId);
  if (made || session.type === 'SAVE' || action === 'expire') return made;
  if (action === 'pay late') expireSession(world, session);
  if (session.status !== 'ACTIVE' && action !== 'pay late') return undefined;
  if (session.status === 'COMPLETED') return undefined;
  return payingRequest(world, session);
}

/** A challenged test card, so that the try waits for the button's own word. */
const TEST_CARD = rememberCard({
  number: '4000000000002503',
  expiryMonth: '12',
  expiryYear: '2040',
  firstName: 'Pembeli',
  lastName: 'Simulasi',
});

function payingRequest(world: World, session: SessionRecord): RequestRecord | undefined {
  const attempt = tryCard(world, session, TEST_CARD, session.save === 'FORCED');
  return world.requests.get(attempt.id);
}

function actOnSession(world: World, session: SessionRecord, action: SimulatorAction): ActResult {
  if (session.status !== 'ACTIVE') return refused(`It is ${session.status}, so nothing was done`);
  if (action === 'expire') {
    expireSession(world, session);
    return done(`Expired: ${session.reference}`);
  }
  const token = world.tokens.get(tryCard(world, session, TEST_CARD, true).id);
  return token ? actOnToken(world, token, action) : refused('Nothing can be done to it');
}

function actOnToken(world: World, token: TokenRecord, action: SimulatorAction): ActResult {
  if (action === 'expire') {
    endToken(world, token);
    return token.status === 'EXPIRED' ? done('The token has ended') : refused(`The token is ${token.status}`);
  }
  if (token.status !== 'REQUIRES_ACTION') return refused(`The token is ${token.status}`);
  if (action === 'pay') activate(world, token);
  else if (action === 'fail') failToken(world, token, 'AUTHENTICATION_FAILED');
  else return refused('A token cannot be paid like that');
  return done(`The token is ${token.status}`);
}
