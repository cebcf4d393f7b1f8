import { DomainError } from '../../payments/core/domain-error.ts';
import { bearerOf } from '../bearer.ts';
import type { ClientTokens } from '../client-token.ts';
import type { Context, Middleware } from '../context.ts';

/** Ours have some 250 characters. */
const MAX_LENGTH = 4096;

/** The customer's browser proves which one checkout it may see. */
export const clientToken =
  (tokens: ClientTokens): Middleware =>
  async (ctx, next) => {
    await openCheckout(ctx, tokens, bearerOf(ctx));
    await next();
  };

/**
 * Notes the one checkout that the token opens, and for how long.
 *
 * @throws {Refusal} `unauthorized` for none, for one that is not ours, and for one that has ended
 */
export async function openCheckout(ctx: Context, tokens: ClientTokens, token: string | undefined): Promise<void> {
  if (token === undefined || token.length > MAX_LENGTH)
    throw new DomainError('unauthorized', 'Missing or invalid client token; send it as Authorization: Bearer <token>.');
  const claims = await tokens.verify(token);
  ctx.state.checkoutId = claims.checkoutId;
  ctx.state.tokenExpiresAt = claims.expiresAt;
}
