import { DomainError } from '../../payments/core/domain-error.ts';
import type { Log } from '../../payments/ports/ports.ts';
import type { Middleware } from '../context.ts';

/** What tools for tracing add to every request of a page. Nothing here reads them; refused, they would stop the widget. */
const TRACING_HEADERS = [
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  'b3',
  'X-B3-TraceId',
  'X-B3-SpanId',
  'X-B3-ParentSpanId',
  'X-B3-Sampled',
  'X-B3-Flags',
  'uber-trace-id',
  'newrelic',
  'elastic-apm-traceparent',
  'X-Datadog-Trace-Id',
  'X-Datadog-Parent-Id',
  'X-Datadog-Origin',
  'X-Datadog-Sampling-Priority',
  'X-Datadog-Sampled',
  'X-Datadog-Tags',
  'X-Amzn-Trace-Id',
  'X-Cloud-Trace-Context',
  'X-Dynatrace',
  'X-Instana-T',
  'X-Instana-S',
  'X-Instana-L',
  'Request-Id',
  'Request-Context',
  'X-Request-Id',
  'X-Correlation-Id',
  'X-Requested-With',
];

const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Last-Event-ID',
  'Cache-Control',
  'Accept',
  ...TRACING_HEADERS,
].join(', ');
const EXPOSED_HEADERS = 'Retry-After, X-Request-Id, Idempotency-Replayed';
const PREFLIGHT_SECONDS = 600;
const MAX_ORIGIN = 200;
/** Origins that a process warns of, each once. */
const MAX_WARNED = 100;

/**
 * A page of another origin than the allowed ones gets no answer it could read, and none that does anything. Origins are
 * compared whole, as text; one that is refused is warned of. Requests without the header come from no page.
 */
export const browserOrigin = (allowed: ReadonlySet<string>, log: Pick<Log, 'warn'>): Middleware => {
  const warned = new Set<string>();
  /** A shop that forgot an origin reads it here; whoever makes origins up fills no log. */
  const warn = (origin: string): void => {
    const readable = URL.canParse(origin) && new URL(origin).origin === origin && origin.length <= MAX_ORIGIN;
    const shown = readable ? origin : 'not an origin';
    if (warned.has(shown) || warned.size >= MAX_WARNED) return;
    warned.add(shown);
    log.warn({ origin: shown, variable: 'KASIR_ALLOWED_ORIGINS' }, 'request from a disallowed origin refused');
  };
  return async (ctx, next) => {
    ctx.vary('Origin');
    const origin = ctx.get('Origin');
    if (origin !== '') {
      if (!allowed.has(origin)) {
        warn(origin);
        throw new DomainError('forbidden', 'This origin is not in KASIR_ALLOWED_ORIGINS.');
      }
      ctx.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED_HEADERS });
    }
    await next();
  };
};

/** Answers a browser that asks first. Stands behind {@link browserOrigin}. */
export const preflight =
  (methods: readonly string[]): Middleware =>
  (ctx) => {
    ctx.set({
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    });
    ctx.status = 204;
  };
