import type { Config } from './config/config.ts';
import { connectTimeoutOf } from './config/connect-timeout.ts';
import type { webhookSender } from './jobs/webhook-sender.ts';
import { NotDelivered } from './payments/ports/ports.ts';
import { onFirstUse } from './platform/on-first-use.ts';
import type { ProviderFetch, ProviderHttp } from './providers/http.ts';

/*
 * undici takes 19 MiB and a fifth of the start. Both senders load it with the first request, which a server that waits
 * for its first order has not made yet.
 */

/**
 * How providers are called: see `providers/http.ts`.
 *
 * @param given to be used instead of the network
 */
export function outboundProviderHttp(config: Pick<Config, 'providers'>, given?: ProviderFetch): ProviderHttp {
  if (given !== undefined) return { fetch: given, close: () => Promise.resolve() };
  const connectTimeoutMs = connectTimeoutOf(config);
  const http = onFirstUse(async () => (await import('./providers/http.ts')).providerHttp({ connectTimeoutMs }));
  return {
    async fetch(call) {
      const { fetch } = await http.get().catch((cause: unknown) => {
        throw new NotDelivered('the HTTP client could not be loaded', { cause });
      });
      return fetch(call);
    },
    close: async () => (await http.made())?.close(),
  };
}

/** How events are sent to the storefront: see `jobs/webhook-sender.ts`. */
export function outboundWebhooks(): ReturnType<typeof webhookSender> {
  const sender = onFirstUse(async () => (await import('./jobs/webhook-sender.ts')).webhookSender());
  return {
    send: async (request) => (await sender.get()).send(request),
    close: async () => (await sender.made())?.close(),
  };
}
