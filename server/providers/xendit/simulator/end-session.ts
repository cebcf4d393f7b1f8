import type { SessionRecord } from './records.ts';
import { sessionView } from './views.ts';
import { announce } from './webhooks.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** A payment or token of a session's page succeeded. A session that has ended by then stays ended; the money is real. */
export function completeSession(
  state: SimulatorState,
  id: string | undefined,
  made: Pick<SessionRecord, 'requestId' | 'paymentId' | 'tokenId'>,
): void {
  const session = id === undefined ? undefined : state.sessions.get(id);
  if (session?.status !== 'ACTIVE') return;
  Object.assign(session, made);
  session.status = 'COMPLETED';
  session.updatedAt = now(state);
  announce(state, 'payment_session.completed', sessionView(session, state.options.baseUrl));
}

/** Ends a session, and the card that is being tried on its page. */
export function closeSession(state: SimulatorState, session: SessionRecord, status: 'EXPIRED' | 'CANCELED'): void {
  session.status = status;
  session.updatedAt = now(state);
  dropTry(state, session);
}

/** The customer left a try before its end. */
export function dropTry(state: SimulatorState, { tryId }: SessionRecord): void {
  const cardTry = tryId === undefined ? undefined : (state.requests.get(tryId) ?? state.tokens.get(tryId));
  if (cardTry?.status !== 'REQUIRES_ACTION') return;
  cardTry.status = 'CANCELED';
  cardTry.updatedAt = now(state);
}

export function expireSession(state: SimulatorState, session: SessionRecord): void {
  if (session.status !== 'ACTIVE') return;
  closeSession(state, session, 'EXPIRED');
  announce(state, 'payment_session.expired', sessionView(session, state.options.baseUrl));
}
