import type { Domain } from './domain.ts';
import { LeaseLost, NotDelivered, OutcomeUnknown, Rejected, RequestPostponed } from '../ports/ports.ts';

/** For one call to a provider. With what is done before and after it, the request is answered within 15 s. */
export const CALL_TIMEOUT_MS = 12_000;
/** For a scheduled inquiry, which is repeated: a provider that does not answer must not occupy its slots for long. */
export const ROUTINE_TIMEOUT_MS = 6_000;

/** How a call to a provider ends. */
export type GatewayResult<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'rejected'; readonly error: Rejected }
  | { readonly kind: 'not_delivered'; readonly error: NotDelivered }
  | { readonly kind: 'unknown'; readonly error: Error };

/**
 * Calls a gateway and returns its errors as results. Any other error than a gateway's own is a bug; the outcome is
 * unknown.
 *
 * Within exclusive work, nothing is sent any more that may change something once the lease is lost.
 *
 * @param limit milliseconds, or a signal of this call alone that aborts it
 * @throws {LeaseLost} where nothing was sent because of that. What was sent before has an unknown outcome
 * @throws {RequestPostponed} in jobs only, where the provider's request budget has no room: nothing was sent
 */
export async function callGateway<T>(
  deps: Domain,
  limit: number | AbortSignal,
  call: (signal: AbortSignal) => Promise<T> | undefined,
): Promise<GatewayResult<T | undefined>> {
  const { lease, requestGuard, timeout } = deps;
  lease?.assertHeld();
  let hasSent = false;
  let lost: LeaseLost | undefined;
  /** A gateway may read something first: the lease may be lost meanwhile. */
  const assertAllowed = (): void => {
    try {
      lease?.assertHeld();
      hasSent = true;
    } catch (error) {
      if (error instanceof LeaseLost) lost = error;
      throw error;
    }
  };
  const signal = typeof limit === 'number' ? timeout(limit) : limit;
  requestGuard.watch(signal, assertAllowed);
  try {
    return { kind: 'answered', value: await call(signal) };
  } catch (error) {
    // Whatever the gateway has made of it, nothing is to be concluded: another instance may be sending.
    if (lost !== undefined) {
      if (!hasSent) throw lost;
      return { kind: 'unknown', error: lost };
    }
    // Nothing was sent, and nothing is to be concluded from it: the job ends here and is run again.
    if (error instanceof RequestPostponed) throw error;
    if (error instanceof Rejected) return { kind: 'rejected', error };
    if (error instanceof NotDelivered) return { kind: 'not_delivered', error };
    if (error instanceof OutcomeUnknown) return { kind: 'unknown', error };
    deps.log.error({ error }, 'gateway threw an unexpected error: outcome unknown');
    return { kind: 'unknown', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
