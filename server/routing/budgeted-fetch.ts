import { RequestPostponed, type RequestPriority } from '../payments/ports/ports.ts';
import type { ProviderAnswer, ProviderFetch } from '../providers/http.ts';
import type { RequestBudget } from '../providers/provider.ts';
import type { RequestBudgets } from './request-budgets.ts';

export interface BudgetedFetchOptions {
  readonly provider: string;
  /** Absent: the provider documents none. */
  readonly budget: RequestBudget | undefined;
  readonly budgets: RequestBudgets;
  readonly priority: RequestPriority;
  /** Counts a request that was not sent. */
  readonly postponed: (facts: { readonly provider: string; readonly priority: RequestPriority }) => void;
}

/** The part of a budget up to which a request is sent. What is left is for the more urgent ones. */
const SHARES: Readonly<Record<Exclude<RequestPriority, 'customer'>, number>> = { notified: 0.9, routine: 0.75 };

/**
 * Sends requests within the provider's budget. A customer's is always sent, and counted; any other is postponed while
 * the budget's share for its priority is used up, or after the provider has refused more requests.
 */
export const budgetedFetch =
  (fetch: ProviderFetch, { provider, budget, budgets, priority, postponed }: BudgetedFetchOptions): ProviderFetch =>
  async (call) => {
    const key = budget === undefined ? provider : `${provider} ${budget.endpointOf(call)}`;
    if (priority === 'customer') {
      if (budget !== undefined) budgets.count(key);
    } else {
      try {
        await budgets.admit(key, budget && Math.floor(budget.perMinute * SHARES[priority]));
      } catch (error) {
        if (error instanceof RequestPostponed) postponed({ provider, priority });
        throw error;
      }
    }
    const answer = await fetch(call);
    if (answer.status === TOO_MANY_REQUESTS) budgets.markRefused(key, waitOf(answer));
    else budgets.markTaken(key);
    return answer;
  };

const TOO_MANY_REQUESTS = 429;

/** The time to wait in milliseconds, where the answer names one in seconds. */
function waitOf({ headers }: ProviderAnswer): number | undefined {
  const seconds = Number(headers['retry-after'] ?? headers['rate-limit-reset'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
