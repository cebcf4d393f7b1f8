import { DomainError } from '../../payments/core/domain-error.ts';
import { bearerOf } from '../bearer.ts';
import type { ClientTokens } from '../client-token.ts';
import type { Context, Middleware } from '../context.ts';

/** Ours have about 250 characters. */
const MAX_LENGTH = 4096;

/** Requires a client token, which gives access to one checkout. */
export const clientToken =
  (tokens: ClientTokens): Middleware =>
  async (ctx, next) => {
    openCheckout(ctx, tokens, bearerOf(ctx));
    await next();
  };

/**
 * Sets `checkoutId` and `tokenExpiresAt` from the token.
 *
 * @throws {DomainError} `unauthorized` if it is missing, invalid or expired
 */
export function openCheckout(ctx: Context, tokens: ClientTokens, token: string | undefined): void {
  const claims = claimsOf(tokens, token);
  ctx.state.checkoutId = claims.checkoutId;
  ctx.state.tokenExpiresAt = claims.expiresAt;
}

const MISSING =
  'Missing or invalid client token; send it as Authorization: Bearer <token>, or as token in the form of POST /v1/session.';

/** @throws {DomainError} `unauthorized` if it is missing, invalid or expired */
export function claimsOf(tokens: ClientTokens, token: string | undefined): ReturnType<ClientTokens['verify']> {
  if (token === undefined || token.length > MAX_LENGTH) throw new DomainError('unauthorized', MISSING);
  return tokens.verify(token);
}
