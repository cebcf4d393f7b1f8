import type { Clock } from '../payments/ports/ports.ts';

/** Which providers are reachable, by the last calls to them. Kept in memory, per process. */
export interface ProviderHealth {
  /** No connection could be made. */
  markUnreachable(provider: string): void;
  /** It answered, with any status. */
  markReachable(provider: string): void;
  /** It answered that one channel is unavailable now. */
  markUnavailable(provider: string, channel: string): void;
  isGood(provider: string, channel: string): boolean;
  /** Every provider, and whether it is reachable. */
  providers(): ReadonlyMap<string, boolean>;
}

/** For so long a provider comes after the others; then the next payment tries it again. */
const REMEMBERED_MS = 30_000;

/**
 * Only failed connections and explicit unavailability are recorded: a call with an unknown outcome does not say whether
 * the next one would arrive.
 */
export function createProviderHealth(clock: Clock, providers: readonly string[]): ProviderHealth {
  /** Until when, by provider, or provider and channel. */
  const bad = new Map<string, number>();
  const isBad = (key: string): boolean => (bad.get(key) ?? 0) > clock.now();
  const markBad = (key: string): void => void bad.set(key, clock.now() + REMEMBERED_MS);
  return {
    markUnreachable: markBad,
    markReachable: (provider) => void bad.delete(provider),
    markUnavailable: (provider, channel) => markBad(`${provider} ${channel}`),
    isGood: (provider, channel) => !isBad(provider) && !isBad(`${provider} ${channel}`),
    providers: () => new Map(providers.map((provider) => [provider, !isBad(provider)])),
  };
}
