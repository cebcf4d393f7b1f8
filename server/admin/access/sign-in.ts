import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Context } from '../../http/context.ts';
import { addressGroup } from '../../http/middleware/client-address.ts';
import { jsonBody } from '../../http/middleware/json-body.ts';
import { rawBody } from '../../http/middleware/raw-body.ts';
import { parseBody } from '../../http/parse.ts';
import type { RateLimiter } from '../../http/rate-limiters.ts';
import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { signInRequest, type SessionView } from '../wire/session.ts';
import { IDLE_MS, type SessionOperator } from './operator-sessions.ts';
import { originOf } from './same-origin.ts';
import { setSessionCookie } from './session-cookie.ts';

const TEN_MINUTES_MS = 600_000;
/** Failures, not successes. */
const PER_ADDRESS = { points: 10, windowMs: TEN_MINUTES_MS };
/** From all addresses together. */
const PER_NAME = { points: 30, windowMs: TEN_MINUTES_MS };

/** Name and secret make a session. */
export const signIn: BackOfficeEndpoint = {
  method: 'POST',
  path: '/api/session',
  isOpen: true,
  steps: ({ domain, sessions, operators, rateLimiters }) => {
    const addresses = rateLimiters('back office sign-in from address', PER_ADDRESS);
    const names = rateLimiters('back office sign-in with name', PER_NAME);
    return [
      rawBody,
      jsonBody,
      async (ctx) => {
        const isSecure = assertSafeTransport(ctx);
        const { name, secret } = parseBody(ctx, signInRequest);
        const address = addressGroup(ctx.state.clientAddress);
        await take(addresses, address);
        await take(names, name.toLowerCase());
        const operator = findOperator(operators(), name, secret);
        if (operator === undefined) {
          domain.log.warn({ address }, 'back office: sign-in refused');
          throw new DomainError('unauthorized', 'The name or the secret is wrong.');
        }
        await addresses.giveBack(address);
        await names.giveBack(name.toLowerCase());
        domain.log.info({ operator: operator.name }, 'back office: signed in');
        setSessionCookie(ctx, { value: sessions.start(operator.name), isSecure });
        const view: SessionView = { operator: operator.name, idleMinutes: IDLE_MS / 60_000 };
        answer(ctx, 200, view);
      },
    ];
  },
};

/** As many comparisons whether the name exists or not, each in constant time. */
export function findOperator(
  operators: readonly SessionOperator[],
  name: string,
  secret: string,
): SessionOperator | undefined {
  const given = digest(name, secret);
  const matches = operators.map((operator) => timingSafeEqual(given, digest(operator.name, operator.secret.reveal())));
  return operators[matches.indexOf(true)];
}

const digest = (name: string, secret: string): Buffer =>
  createHash('sha256').update(`${name.length} ${name} ${secret}`).digest();

/**
 * Secrets are typed over https or on this machine only. The page's own origin tells which it is, whatever proxy is in
 * between.
 *
 * @returns whether it is https
 */
function assertSafeTransport(ctx: Context): boolean {
  const origin = originOf(ctx);
  if (origin?.protocol === 'https:') return true;
  if (origin?.protocol === 'http:' && LOOPBACK.test(origin.hostname)) return false;
  throw new DomainError(
    'forbidden',
    'Operators sign in over https or on localhost: open the back office through a proxy with TLS or an SSH tunnel.',
  );
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

async function take(limiter: RateLimiter, key: string): Promise<void> {
  const waitMs = await limiter.take(key);
  if (waitMs === undefined) return;
  throw new DomainError('rate_limited', 'Too many failed sign-ins; try again after the time in Retry-After.', {
    retryAfterSeconds: waitMs / 1000,
  });
}
