import type { Clock } from '../payments/ports/ports.ts';

/** Who of the sellers can be reached, as the last calls have shown. Nothing here is durable or shared: it is about now. */
export interface ProviderHealth {
  /** No connection came about. */
  markUnreachable(provider: string): void;
  /** An answer came, whatever it said. */
  markReachable(provider: string): void;
  /** It definitely said no to one channel because that is not to be had now. */
  markUnavailable(provider: string, channel: string): void;
  isGood(provider: string, channel: string): boolean;
  /** Every provider that has been told of, and whether it can be reached. */
  providers(): ReadonlyMap<string, boolean>;
}

/** How long a seller is put behind the others: then the next customer's call finds out again. */
const REMEMBERED_MS = 30_000;

/**
 * Only refused connections and explicit unavailability count. An ambiguous outcome says nothing of whether the next call
 * would arrive, so it is not even told here.
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
