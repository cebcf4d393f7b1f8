import type { Metrics } from './platform/metrics.ts';
import type { SendWebhook } from './jobs/webhook-sender.ts';
import { NotDelivered } from './payments/ports/ports.ts';
import type { ProviderHealth } from './routing/provider-health.ts';
import type { ProviderFetch } from './providers/http.ts';

/** Counts the calls of one provider, by the status that came or by what became of them. */
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

/** Remembers whether the provider could be reached. An ambiguous outcome says nothing of that. */
export const watchedFetch =
  (fetch: ProviderFetch, provider: string, health: ProviderHealth): ProviderFetch =>
  async (call) => {
    try {
      const answer = await fetch(call);
      health.markReachable(provider);
      return answer;
    } catch (error) {
      // Without time left nothing was even tried.
      if (error instanceof NotDelivered && !call.signal.aborted) health.markUnreachable(provider);
      throw error;
    }
  };

/** Counts the tries to deliver an event. */
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
