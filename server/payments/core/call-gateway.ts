import type { Domain } from './domain.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../ports/ports.ts';

/** One call to a provider. With what the domain does before and after it, an answer is there within 15 s. */
export const CALL_TIMEOUT_MS = 12_000;
/** For a question that nobody waits for and that will be asked again: a silent provider keeps its slots no longer. */
export const ROUTINE_TIMEOUT_MS = 6_000;

/** The four ways in which a call to a provider can end. */
export type GatewayResult<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'rejected'; readonly error: Rejected }
  | { readonly kind: 'not_delivered'; readonly error: NotDelivered }
  | { readonly kind: 'unknown'; readonly error: Error };

/** Anything a gateway throws that is not of the agreed kinds is a fault of ours, and its outcome is unknown. */
export async function callGateway<T>(
  deps: Domain,
  call: () => Promise<T> | undefined,
): Promise<GatewayResult<T | undefined>> {
  try {
    return { kind: 'answered', value: await call() };
  } catch (error) {
    if (error instanceof Rejected) return { kind: 'rejected', error };
    if (error instanceof NotDelivered) return { kind: 'not_delivered', error };
    if (error instanceof OutcomeUnknown) return { kind: 'unknown', error };
    deps.log.error({ error }, 'a gateway threw what it may not throw');
    return { kind: 'unknown', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
