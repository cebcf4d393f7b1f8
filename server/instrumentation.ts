import type { EventReceiver } from './jobs/event-receiver.ts';
import type { JobHandler } from './jobs/runner.ts';
import type { SendWebhook } from './jobs/webhook-sender.ts';
import { NotDelivered, type Exclusive, type JobKind } from './payments/ports/ports.ts';
import type { Metrics } from './platform/metrics.ts';
import { markFailed, spanIds, withSpan, withTraceHeaders } from './platform/tracing.ts';
import type { ProviderHealth } from './routing/provider-health.ts';
import type { ProviderFetch } from './providers/http.ts';

/** Measures the calls to one provider, by HTTP status or by kind of failure, and records a span of each. */
export const meteredFetch =
  (fetch: ProviderFetch, provider: string, { providerCallSeconds }: Metrics): ProviderFetch =>
  (call) => {
    const attributes = { 'kasir.provider': provider, 'http.request.method': call.method };
    // Without its address, whose path and query are the provider's references, and without trace headers: providers
    // sign headers, and are no part of the trace.
    return withSpan(`${provider} call`, { kind: 'client', attributes }, async (span) => {
      const stop = providerCallSeconds.startTimer({ provider });
      try {
        const answer = await fetch(call);
        stop({ outcome: String(answer.status) });
        span.setAttribute('http.response.status_code', answer.status);
        return answer;
      } catch (error) {
        const outcome = error instanceof NotDelivered ? 'not_delivered' : 'unknown';
        stop({ outcome });
        span.setAttribute('kasir.outcome', outcome);
        throw error;
      }
    });
  };

/** Records whether the provider was reachable. An unknown outcome says nothing about that. */
export const watchedFetch =
  (fetch: ProviderFetch, provider: string, health: ProviderHealth): ProviderFetch =>
  async (call) => {
    try {
      const answer = await fetch(call);
      health.markReachable(provider);
      return answer;
    } catch (error) {
      // An aborted call had no time left: no connection was tried.
      if (error instanceof NotDelivered && !call.signal.aborted) health.markUnreachable(provider);
      throw error;
    }
  };

/** Counts the delivery attempts of events, and records a span of each. */
export const meteredReceiver = (receiver: EventReceiver, { deliveries }: Metrics): EventReceiver => ({
  types: receiver.types,
  receive: (delivery) =>
    withSpan('event delivery', { kind: 'client', attributes: spanIds(delivery.id) }, async (span) => {
      try {
        const answer = await receiver.receive(delivery);
        const isDelivered = answer.status >= 200 && answer.status < 300;
        deliveries.inc({ outcome: isDelivered ? 'delivered' : 'refused' });
        span.setAttribute('http.response.status_code', answer.status);
        if (!isDelivered) markFailed(span, String(answer.status));
        return answer;
      } catch (error) {
        deliveries.inc({ outcome: 'unreachable' });
        throw error;
      }
    }),
});

/** Tells the storefront the trace that an event belongs to. */
export const tracedSend =
  (send: SendWebhook): SendWebhook =>
  (request) =>
    send({ ...request, headers: withTraceHeaders(request.headers) });

/** Records a span of each job. */
export function tracedHandlers<K extends JobKind>(handlers: Readonly<Record<K, JobHandler>>): Record<K, JobHandler> {
  const traced =
    (kind: string, handler: JobHandler): JobHandler =>
    (job) =>
      withSpan(`job ${kind}`, { kind: 'internal', attributes: { 'kasir.job': kind, ...spanIds(job.key) } }, () =>
        handler(job),
      );
  const all: Record<K, JobHandler> = { ...handlers };
  for (const [kind, handler] of Object.entries(handlers) as [K, JobHandler][]) all[kind] = traced(kind, handler);
  return all;
}

/** Measures how long work waits for its lock. */
export const meteredExclusive = (exclusive: Exclusive, { lockWaitSeconds }: Metrics): Exclusive => ({
  run(key, work) {
    const stop = lockWaitSeconds.startTimer({ lock: lockOf(key) });
    return exclusive.run(key, (lease) => {
      stop();
      return work(lease);
    });
  },
  tryRun: (key, work) => exclusive.tryRun(key, work),
});

/** `money:pay_01J…` → `money`. A checkout or payout is locked by its id alone. */
function lockOf(key: string): string {
  const colon = key.indexOf(':');
  if (colon !== -1) return key.slice(0, colon);
  if (key.startsWith('co_')) return 'checkout';
  return key.startsWith('po_') ? 'payout' : 'other';
}
