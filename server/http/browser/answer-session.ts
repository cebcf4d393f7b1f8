import type { GetSessionQuery } from '../../../shared/api/get-session.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadCheckoutWithPayments } from '../../payments/core/load.ts';
import { compressAnswer } from '../compress-answer.ts';
import { answer } from '../response.ts';
import { required, type Context } from '../context.ts';
import { languageOf } from '../language.ts';
import { sessionView } from './session-view.ts';

/** Responds with the session of the client token's checkout. */
export async function answerSession(
  ctx: Context,
  domain: Domain,
  { device: kind, os }: GetSessionQuery,
): Promise<void> {
  const found = await loadCheckoutWithPayments(domain, required(ctx.state.checkoutId, 'clientToken'));
  const device = kind === undefined ? undefined : { kind, os };
  answer(ctx, 200, await sessionView(domain, found, languageOf(ctx), device));
  await compressAnswer(ctx);
}
