import type { AskedRequestGuard } from '../platform/request-guard.ts';
import type { ProviderFetch } from '../providers/http.ts';

/** Sends a request that may change something at the provider only while the call that it belongs to allows it. */
export const guardedFetch =
  (fetch: ProviderFetch, guard: Pick<AskedRequestGuard, 'assertAllowed'>): ProviderFetch =>
  async (call) => {
    if (call.method !== 'GET') guard.assertAllowed(call.signal);
    return fetch(call);
  };
