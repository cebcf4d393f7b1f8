import { createHash } from 'node:crypto';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Secret } from '../../platform/secret.ts';
import { bearerOf } from '../bearer.ts';
import type { Middleware } from '../context.ts';
import { secretMatcher } from './api-key.ts';

/**
 * By which two keys are told apart where payouts are kept. Not keyed: it also names the caller of an Idempotency-Key, and
 * a name that changes with the encryption keys would make a repeat a second payout. A copy of the database lets nobody
 * find a random key by it: the configuration takes none under 16 characters.
 */
const nameOf = (key: string): string => createHash('sha256').update(`payout key ${key}`).digest('hex').slice(0, 16);

/** Whoever may move money out. A key of the shop is known here, and may not. */
export function payoutKey(keys: readonly Secret[], apiKeys: readonly Secret[]): Middleware {
  const matches = secretMatcher(keys);
  const isShop = secretMatcher(apiKeys);
  return async (ctx, next) => {
    const presented = bearerOf(ctx);
    if (presented === undefined || !matches(presented)) {
      if (presented !== undefined && isShop(presented))
        throw new DomainError('forbidden', 'This endpoint requires a payout key; API keys cannot be used for payouts.');
      throw new DomainError('unauthorized', 'Missing or invalid payout key; send it as Authorization: Bearer <key>.');
    }
    ctx.state.payoutKey = nameOf(presented);
    await next();
  };
}
