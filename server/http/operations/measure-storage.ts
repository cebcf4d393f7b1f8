import { isFinal, PAYMENT_STATUSES, REVIEWS } from '../../../shared/payment-status.ts';
import { UNRESOLVED_REASONS, type Clock, type Store } from '../../payments/ports/ports.ts';
import type { Metrics } from '../../platform/metrics.ts';

/** Sets the gauges of what is in the store, which are the same in every instance. */
export async function measureStorage(
  metrics: Metrics,
  store: Pick<Store, 'nextJobAt' | 'unresolved' | 'backlog'>,
  clock: Clock,
): Promise<void> {
  const [nextJobAt, unresolved, { openPayments, undelivered }] = await Promise.all([
    store.nextJobAt(),
    store.unresolved(),
    store.backlog(),
  ]);
  const now = clock.now();
  const age = (since = now): number => Math.max(0, (now - since) / 1_000);
  metrics.queueLagSeconds.set(age(nextJobAt));
  const found = new Map(unresolved.map((each) => [each.reason, each]));
  for (const reason of [...REVIEWS, ...UNRESOLVED_REASONS]) {
    metrics.unresolved.set({ reason }, found.get(reason)?.count ?? 0);
    metrics.unresolvedOldestSeconds.set({ reason }, age(found.get(reason)?.oldestSince));
  }
  for (const status of PAYMENT_STATUSES.filter((each) => !isFinal(each)))
    metrics.openPayments.set({ status }, openPayments.get(status) ?? 0);
  metrics.undeliveredEvents.set(undelivered.count);
  metrics.undeliveredOldestSeconds.set(age(undelivered.oldestSince));
}
