import { markFailed, spanIds, withSpan } from '../../platform/tracing.ts';
import type { Middleware } from '../context.ts';
import { idsOf, routeOf } from './access-log.ts';

/** Records a span of each request, in the trace that the request names. By route pattern: paths can be personal data. */
export const traceRequests: Middleware = async (ctx, next) => {
  const attributes = { 'http.request.method': ctx.method, 'kasir.requestId': ctx.state.requestId };
  await withSpan(ctx.method, { kind: 'server', attributes, headers: ctx.headers }, async (span) => {
    await next();
    if (!span.isRecording()) return;
    const status = ctx.res.headersSent ? ctx.res.statusCode : ctx.status;
    span.updateName(`${ctx.method} ${routeOf(ctx)}`);
    span.setAttributes({ 'http.route': routeOf(ctx), 'http.response.status_code': status, ...spanIds(...idsOf(ctx)) });
    if (status >= 500) markFailed(span, String(status));
  });
};
