import { AsyncLocalStorage } from 'node:async_hooks';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type ContextManager,
  type Span,
  type SpanContext,
  type SpanOptions,
  type TextMapPropagator,
} from '@opentelemetry/api';

export interface RecordedSpan {
  readonly name: string;
  readonly kind: number | undefined;
  readonly traceId: string;
  readonly spanId: string;
  /** Of the span that it belongs to. */
  readonly parentId: string | undefined;
  readonly attributes: Attributes;
  readonly failed: boolean;
}

/**
 * Registers what an SDK of OpenTelemetry registers, and collects the spans that have ended, in their order. Once in a
 * process, which keeps it.
 */
export function recordSpans(): readonly RecordedSpan[] {
  const ended: RecordedSpan[] = [];
  let made = 0;
  const startSpan = (name: string, options: SpanOptions = {}, parent: Context = context.active()): Span => {
    made += 1;
    const outer = trace.getSpanContext(parent);
    const spanId = made.toString(16).padStart(16, '0');
    return createSpan(name, options, { spanId, outer }, (span) => ended.push(span));
  };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan,
      startActiveSpan: () => {
        throw new Error('not used');
      },
    }),
  });
  context.setGlobalContextManager(contextManager());
  propagation.setGlobalPropagator(traceparent);
  return ended;
}

function createSpan(
  name: string,
  { kind, attributes }: SpanOptions,
  { spanId, outer }: { readonly spanId: string; readonly outer: SpanContext | undefined },
  end: (span: RecordedSpan) => void,
): Span {
  const traceId = outer?.traceId ?? spanId.padStart(32, 'a');
  let title = name;
  let failed = false;
  let isOver = false;
  const all: Attributes = { ...attributes };
  const span: Span = {
    spanContext: () => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED }),
    setAttribute: (key, value) => ((all[key] = value), span),
    setAttributes: (more) => (Object.assign(all, more), span),
    addEvent: () => span,
    addLink: () => span,
    addLinks: () => span,
    setStatus: ({ code }) => ((failed = code === SpanStatusCode.ERROR), span),
    updateName: (next) => ((title = next), span),
    end() {
      isOver = true;
      end({ name: title, kind, traceId, spanId, parentId: outer?.spanId, attributes: all, failed });
    },
    isRecording: () => !isOver,
    recordException: () => undefined,
  };
  return span;
}

function contextManager(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...args) => storage.run(active, () => work.call(self ?? null, ...args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

/** As W3C Trace Context says: `00-<trace>-<span>-01`. */
const traceparent: TextMapPropagator = {
  fields: () => ['traceparent'],
  inject(active, carrier, setter) {
    const { traceId, spanId } = trace.getSpanContext(active) ?? {};
    if (traceId !== undefined) setter.set(carrier, 'traceparent', `00-${traceId}-${spanId ?? ''}-01`);
  },
  extract(active, carrier, getter) {
    const [, traceId, spanId] = String(getter.get(carrier, 'traceparent') ?? '').split('-');
    if (traceId === undefined || spanId === undefined) return active;
    return trace.setSpanContext(active, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  },
};
