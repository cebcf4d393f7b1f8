import type { Log } from '../../payments/ports/ports.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { idFacts } from '../../platform/id-facts.ts';
import type { Context, Middleware } from '../context.ts';
import { idsOf } from './access-log.ts';
import { MethodNotAllowed, problemOf } from '../problem.ts';

/** Turns whatever was thrown, and unmatched paths, into problem documents. */
export const problems =
  (log: Log, docsUrl: string): Middleware =>
  async (ctx, next) => {
    try {
      await next();
      refuseUnanswered(ctx);
    } catch (error) {
      const answer = problemOf(error, ctx.state.requestId, docsUrl);
      if (answer.problem.status >= 500)
        log.error(
          { requestId: ctx.state.requestId, ...idFacts(...idsOf(ctx)), code: answer.problem.code, error },
          'request failed',
        );
      ctx.set(answer.headers);
      ctx.status = answer.problem.status;
      ctx.body = JSON.stringify(answer.problem);
      ctx.set('Content-Type', 'application/problem+json');
    }
  };

/** No middleware answered: the path is unknown, or known with other methods only. */
function refuseUnanswered(ctx: Context): void {
  if (ctx.respond === false || ctx.status !== 404 || ctx.body !== undefined) return;
  if (ctx.routeMatched === true) return;
  const methods = [...new Set((ctx.matched ?? []).flatMap((layer) => layer.methods))].filter(
    (method) => method !== 'HEAD',
  );
  if (methods.length > 0) throw new MethodNotAllowed(methods);
  throw new DomainError('not_found', 'No route matches this path.');
}
