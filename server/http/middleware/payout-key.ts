import { createHash } from 'node:crypto';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Secret } from '../../platform/secret.ts';
import { bearerOf } from '../bearer.ts';
import type { Middleware } from '../context.ts';
import { secretMatcher } from './api-key.ts';

/**
 * Identifies a payout key in stored payouts. It is a plain digest, not a keyed one: it is also part of the scope of an
 * Idempotency-Key, and if it changed with the encryption keys, a repeat would become a second payout. A random key of at
 * least 16 characters (the configuration requires that) cannot be found from its digest.
 */
const keyDigest = (key: string): string => createHash('sha256').update(`payout key ${key}`).digest('hex').slice(0, 16);

/** Requires a payout key. An API key is recognized and rejected as `forbidden`. */
export function payoutKey(keys: readonly Secret[], apiKeys: readonly Secret[]): Middleware {
  const matches = secretMatcher(keys);
  const isApiKey = secretMatcher(apiKeys);
  return async (ctx, next) => {
    const presented = bearerOf(ctx);
    if (presented === undefined || !matches(presented)) {
      if (presented !== undefined && isApiKey(presented))
        throw new DomainError('forbidden', 'This endpoint requires a payout key; API keys cannot be used for payouts.');
      throw new DomainError('unauthorized', 'Missing or invalid payout key; send it as Authorization: Bearer <key>.');
    }
    ctx.state.payoutKey = keyDigest(presented);
    await next();
  };
}
