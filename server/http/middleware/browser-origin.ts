import { DomainError } from '../../payments/core/domain-error.ts';
import type { Log } from '../../payments/ports/ports.ts';
import type { Middleware } from '../context.ts';

/** Headers that tracing tools add to every request of a page. They are ignored here, but the preflight has to allow them. */
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
/** The most origins that a process logs a warning for, each once. */
const MAX_WARNED = 100;

/**
 * Rejects requests from pages of other origins than the allowed ones. Origins are compared exactly, as strings. Requests
 * without an `Origin` header do not come from a page of another origin and pass.
 */
export const browserOrigin = (allowed: ReadonlySet<string>, log: Pick<Log, 'warn'>): Middleware => {
  const warned = new Set<string>();
  /** Tells an operator which origin is missing; limited, so that made-up origins cannot fill the log. */
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
    const headers = allowOrigin(origin, allowed);
    if (headers === undefined) {
      warn(origin);
      throw new DomainError('forbidden', 'This origin is not in KASIR_ALLOWED_ORIGINS.');
    }
    ctx.set(headers);
    await next();
  };
};

/** The headers of an answer to this origin (empty: none was named); `undefined`: it is not allowed. */
export function allowOrigin(
  origin: string,
  allowed: ReadonlySet<string>,
): Readonly<Record<string, string>> | undefined {
  if (origin === '') return { Vary: 'Origin' };
  if (!allowed.has(origin)) return undefined;
  return { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED_HEADERS };
}

/** Answers a CORS preflight; to be used after {@link browserOrigin}. */
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
