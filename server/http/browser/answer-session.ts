import type { GetSessionQuery } from '../../../shared/api/get-session.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import { required, type Context } from '../context.ts';
import { languageOf } from '../language.ts';
import { sessionView } from './session-view.ts';

/** The session of the checkout that the client token opens. */
export async function answerSession(ctx: Context, d: Domain, { device: kind, os }: GetSessionQuery): Promise<void> {
  const checkout = await loadCheckout(d, required(ctx.state.checkoutId, 'clientToken'));
  const device = kind === undefined ? undefined : { kind, os };
  answer(ctx, 200, await sessionView(d, checkout, languageOf(ctx), device));
}
