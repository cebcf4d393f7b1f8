import type { Config } from './config/config.ts';
import { connectionOf } from './config/connection-of.ts';
import { meteredFetch, watchedFetch } from './instrumentation.ts';
import type { ProviderRouter, Store } from './payments/ports/ports.ts';
import { delegate } from './platform/delegate.ts';
import { madeFrom } from './platform/made-from.ts';
import { countRejection, type Metrics } from './platform/metrics.ts';
import type { AskedRequestGuard } from './platform/request-guard.ts';
import type { Timers } from './platform/timers.ts';
import type { ProviderFetch } from './providers/http.ts';
import type { ProviderIo } from './providers/provider.ts';
import { connectProvider } from './routing/connect-provider.ts';
import { guardedFetch } from './routing/guarded-fetch.ts';
import { createProviderHealth, type ProviderHealth } from './routing/provider-health.ts';
import { createProviderRouter } from './routing/provider-router.ts';
import { createRequestBudgets } from './routing/request-budgets.ts';
import { verifyOnce } from './routing/verify-once.ts';

export interface ConnectProvidersOptions extends Pick<ProviderIo, 'clock' | 'idGenerator' | 'log' | 'rsaEncrypt'> {
  readonly fetch: ProviderFetch;
  readonly guard: Pick<AskedRequestGuard, 'assertAllowed'>;
  readonly store: Pick<Store, 'countRequests'>;
  readonly metrics: Metrics;
  readonly timers?: Timers | undefined;
  /** With the present secrets: gateways are made again when it returns another list. */
  readonly current: () => Config['providers'];
}

export interface ConnectedProviders {
  readonly router: ProviderRouter;
  readonly health: ProviderHealth;
  /** Resolves when all requests are counted. */
  settled(): Promise<void>;
}

/** Connects the configured providers: what they send is measured, watched and kept within their request budgets. */
export function connectProviders(
  { providers, routes }: Pick<Config, 'providers' | 'routes'>,
  { fetch, guard, store, metrics, timers, current, ...io }: ConnectProvidersOptions,
): ConnectedProviders {
  const health = createProviderHealth(
    io.clock,
    providers.map(({ provider }) => provider.id),
  );
  const budgets = createRequestBudgets({ store, timers, ...io });
  const rejected: ProviderIo['rejected'] = (report) => countRejection(metrics, report);
  const connected = providers.map((each) => {
    const { id } = each.provider;
    return connectProvider(each, {
      fetch: guardedFetch(watchedFetch(meteredFetch(fetch, id, metrics), id, health), guard),
      budgets,
      postponed: (facts) => metrics.requestsPostponed.inc(facts),
      connect: (budgeted) =>
        delegate(
          madeFrom(current, (present) => verifyOnce(connectionOf(present, id)({ ...io, fetch: budgeted, rejected }))),
        ),
    });
  });
  return {
    router: createProviderRouter({ providers: connected, routes, health }),
    health,
    settled: () => budgets.settled(),
  };
}
