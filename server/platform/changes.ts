import type { Changes, Log } from '../payments/ports/ports.ts';

/** Changes told within this process. A listener that throws is logged and disturbs neither its neighbours nor the caller. */
export function createChanges(log: Log): Changes {
  const listeners = new Map<string, Set<() => void>>();

  return {
    publish(checkoutId) {
      for (const listener of [...(listeners.get(checkoutId) ?? [])]) {
        try {
          listener();
        } catch (error) {
          log.error({ checkoutId, error }, 'a listener to changes failed');
        }
      }
    },
    subscribe(checkoutId, listener) {
      // A function of its own for each subscription, so that the same listener may subscribe twice and stop once.
      const own = (): void => listener();
      const those = listeners.get(checkoutId) ?? new Set();
      listeners.set(checkoutId, those.add(own));
      return () => {
        those.delete(own);
        if (those.size === 0 && listeners.get(checkoutId) === those) listeners.delete(checkoutId);
      };
    },
  };
}
