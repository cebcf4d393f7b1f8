import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Secret } from '../../platform/secret.ts';
import type { Middleware } from '../context.ts';
import { bearerOf } from '../bearer.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Returns whether a text is one of the secrets, in constant time. */
export function secretMatcher(secrets: readonly Secret[]): (presented: string) => boolean {
  const digests = secrets.map((secret) => digest(secret.reveal()));
  return (presented) => {
    const candidate = digest(presented);
    return digests.map((each) => timingSafeEqual(each, candidate)).includes(true);
  };
}

/** Requires one of the storefront's API keys. A payout key is recognized and rejected as `forbidden`. */
export function apiKey(keys: readonly Secret[], payoutKeys: readonly Secret[]): Middleware {
  const matches = secretMatcher(keys);
  const isPayoutKey = secretMatcher(payoutKeys);
  return async (ctx, next) => {
    const presented = bearerOf(ctx);
    if (presented === undefined || !matches(presented)) {
      if (presented !== undefined && isPayoutKey(presented))
        throw new DomainError(
          'forbidden',
          'This endpoint requires an API key; payout keys are for payouts, balances and banks only.',
        );
      throw new DomainError('unauthorized', 'Missing or invalid API key; send it as Authorization: Bearer <key>.');
    }
    await next();
  };
}
