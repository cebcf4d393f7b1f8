import type { Metrics } from './platform/metrics.ts';
import type { SendWebhook } from './jobs/webhook-sender.ts';
import { NotDelivered } from './payments/ports/ports.ts';
import type { ProviderHealth } from './routing/provider-health.ts';
import type { ProviderFetch } from './providers/http.ts';

/** Measures the calls to one provider, by HTTP status or by kind of failure. */
export const meteredFetch =
  (fetch: ProviderFetch, provider: string, { providerCallSeconds }: Metrics): ProviderFetch =>
  async (call) => {
    const stop = providerCallSeconds.startTimer({ provider });
    try {
      const answer = await fetch(call);
      stop({ outcome: String(answer.status) });
      return answer;
    } catch (error) {
      stop({ outcome: error instanceof NotDelivered ? 'not_delivered' : 'unknown' });
      throw error;
    }
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

/** Counts the delivery attempts of events. */
export const meteredSender =
  (send: SendWebhook, { deliveries }: Metrics): SendWebhook =>
  async (request) => {
    try {
      const answer = await send(request);
      deliveries.inc({ outcome: answer.status >= 200 && answer.status < 300 ? 'delivered' : 'refused' });
      return answer;
    } catch (error) {
      deliveries.inc({ outcome: 'unreachable' });
      throw error;
    }
  };
