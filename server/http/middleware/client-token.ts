import { Refusal } from '../../payments/refusal.ts';
import { bearerOf } from '../bearer.ts';
import type { ClientTokens } from '../client-token.ts';
import type { Step } from '../context.ts';

/** The customer's browser proves which one checkout it may see. */
export const clientToken =
  (tokens: ClientTokens): Step =>
  async (ctx, next) => {
    const presented = bearerOf(ctx);
    if (presented === undefined)
      throw new Refusal('unauthorized', 'A client token is needed: Authorization: Bearer <token>.');
    const claims = await tokens.verify(presented);
    ctx.state.checkoutId = claims.checkoutId;
    ctx.state.tokenExpiresAt = claims.expiresAt;
    await next();
  };
