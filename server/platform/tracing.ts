import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import { idFacts } from './id-facts.ts';

/*
 * Spans, by the API of OpenTelemetry alone. Nothing is recorded, and next to nothing done, until the process registers
 * an SDK of its choice: see "Traces" in the README.
 */

const tracer = trace.getTracer('kasir');

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

export interface SpanOptions {
  /** `server`: answers a request; `client`: waits for another server. */
  readonly kind: keyof typeof KINDS;
  /** Never secrets, tokens or personal data. */
  readonly attributes: Attributes;
  /** Headers of a request that may name the trace it belongs to (`traceparent`). */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
}

/**
 * Runs work in a span of its own, which is the parent of the spans that the work begins. Where the work throws, the span
 * has the name of the error, and not its message: that may quote anything.
 */
export async function withSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const parent = parentOf(options.headers);
  const span = tracer.startSpan(name, { kind: KINDS[options.kind], attributes: options.attributes }, parent);
  try {
    return await (span.isRecording() ? context.with(trace.setSpan(parent, span), () => work(span)) : work(span));
  } catch (error) {
    markFailed(span, error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
}

/** The span that is under way; else the one that the request names; else none. */
function parentOf(headers: SpanOptions['headers']): ReturnType<typeof context.active> {
  const active = context.active();
  return headers === undefined || trace.getSpan(active) !== undefined ? active : propagation.extract(active, headers);
}

/** Ids of ours as attributes: `kasir.paymentId`. */
export const spanIds = (...ids: readonly (string | undefined)[]): Attributes =>
  Object.fromEntries(Object.entries(idFacts(...ids)).map(([name, id]) => [`kasir.${name}`, id]));

export function markFailed(span: Span, errorType: string): void {
  span.setAttribute('error.type', errorType);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The headers, and those that tell the receiver the trace of the present span. */
export function withTraceHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const carrier = { ...headers };
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** What names the present span in a log line; nothing where none is recorded. */
export function traceFacts(): { readonly traceId?: string; readonly spanId?: string } {
  const active = context.active();
  if (active === ROOT_CONTEXT) return {};
  const { traceId, spanId } = trace.getSpanContext(active) ?? {};
  return traceId === undefined || spanId === undefined ? {} : { traceId, spanId };
}
