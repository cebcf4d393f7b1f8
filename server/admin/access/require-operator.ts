import { DomainError } from '../../payments/core/domain-error.ts';
import type { Context, Middleware } from '../../http/context.ts';
import type { OperatorSession, OperatorSessions } from './operator-sessions.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';

/** A session that was used just now is not written again: it would only cost bytes. */
const RENEW_AFTER_MS = 30_000;

/** Requires a session, and keeps it alive. */
export const requireOperator =
  (sessions: OperatorSessions, now: () => number): Middleware =>
  async (ctx, next) => {
    const session = await findSession(ctx, sessions);
    if (session === undefined)
      throw new DomainError('unauthorized', 'Not signed in, or the session has ended; sign in again.');
    ctx.state.operator = session.operator;
    await next();
    const cookie = readSessionCookie(ctx);
    if (cookie !== undefined && now() >= session.seenAt + RENEW_AFTER_MS && !ctx.res.hasHeader('Set-Cookie'))
      setSessionCookie(ctx, { ...cookie, value: sessions.renew(session) });
  };

export async function findSession(ctx: Context, sessions: OperatorSessions): Promise<OperatorSession | undefined> {
  const cookie = readSessionCookie(ctx);
  return cookie && sessions.find(cookie.value);
}
