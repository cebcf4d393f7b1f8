import type { Instant } from '../../server/payments/model/model.ts';

/** The earliest of the instants that are known. */
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
