import type { Gateway, Offer, RequestPriority } from '../payments/ports/ports.ts';
import type { ProviderFetch } from '../providers/http.ts';
import type { RegisteredProvider, RequestBudget } from '../providers/provider.ts';
import { budgetedFetch, type BudgetedFetchOptions } from './budgeted-fetch.ts';
import type { ConnectedProvider } from './provider-router.ts';

export interface ConnectOptions extends Pick<BudgetedFetchOptions, 'budgets' | 'postponed'> {
  readonly fetch: ProviderFetch;
  /** Makes a gateway that sends with this fetch. */
  readonly connect: (fetch: ProviderFetch) => Gateway;
}

/** Connects a provider once for each priority: what jobs send may be postponed, what a customer waits for may not. */
export function connectProvider(
  {
    provider,
    offers,
    requestBudget,
  }: {
    readonly provider: RegisteredProvider;
    readonly offers?: readonly Offer[] | undefined;
    readonly requestBudget?: RequestBudget | undefined;
  },
  { fetch, connect, budgets, postponed }: ConnectOptions,
): ConnectedProvider {
  const gatewayAt = (priority: RequestPriority): Gateway =>
    connect(budgetedFetch(fetch, { provider: provider.id, budget: requestBudget, budgets, priority, postponed }));
  return {
    provider,
    activeOffers: offers,
    gateway: gatewayAt('customer'),
    jobGateways: { notified: gatewayAt('notified'), routine: gatewayAt('routine') },
  };
}
