import type { SessionRecord } from './records.ts';
import { sessionView } from './views.ts';
import { announce } from './webhooks.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/** What was made on a session's page worked. A session that has ended meanwhile stays as it is; the money is real. */
export function completeSession(
  world: World,
  id: string | undefined,
  made: Pick<SessionRecord, 'requestId' | 'paymentId' | 'tokenId'>,
): void {
  const session = id === undefined ? undefined : world.sessions.get(id);
  if (session?.status !== 'ACTIVE') return;
  Object.assign(session, made);
  session.status = 'COMPLETED';
  session.updatedAt = now(world);
  announce(world, 'payment_session.completed', sessionView(session, world.options.baseUrl));
}

/** Ends a session, and with it the card that is being tried on its page. */
export function closeSession(world: World, session: SessionRecord, status: 'EXPIRED' | 'CANCELED'): void {
  session.status = status;
  session.updatedAt = now(world);
  dropTry(world, session);
}

/** The customer went back or away in the middle of a try. */
export function dropTry(world: World, { tryId }: SessionRecord): void {
  const attempt = tryId === undefined ? undefined : (world.requests.get(tryId) ?? world.tokens.get(tryId));
  if (attempt?.status !== 'REQUIRES_ACTION') return;
  attempt.status = 'CANCELED';
  attempt.updatedAt = now(world);
}

export function expireSession(world: World, session: SessionRecord): void {
  if (session.status !== 'ACTIVE') return;
  closeSession(world, session, 'EXPIRED');
  announce(world, 'payment_session.expired', sessionView(session, world.options.baseUrl));
}
