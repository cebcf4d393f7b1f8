import type { RequestGuard } from '../payments/ports/ports.ts';

/** The guard, and the side that asks it. */
export interface AskedRequestGuard extends RequestGuard {
  /** To be called right before a request is sent. @throws what the call that the request belongs to lets it throw */
  assertAllowed(signal: AbortSignal): void;
}

/** Knows the call that a request belongs to by its signal, which each call has for itself and every adapter passes on. */
export function createRequestGuard(): AskedRequestGuard {
  const calls = new WeakMap<AbortSignal, () => void>();
  return {
    watch: (signal, assertAllowed) => void calls.set(signal, assertAllowed),
    assertAllowed: (signal) => calls.get(signal)?.(),
  };
}
