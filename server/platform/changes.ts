import type { Changes, Log } from '../payments/ports/ports.ts';

/** Publishes changes within this process. A listener that throws is logged; the others and the publisher go on. */
export function createChanges(log: Log): Changes {
  const listeners = new Map<string, Set<() => void>>();

  return {
    publish(checkoutId) {
      for (const listener of [...(listeners.get(checkoutId) ?? [])]) {
        try {
          listener();
        } catch (error) {
          log.error({ checkoutId, error }, 'listener for checkout changes failed');
        }
      }
    },
    subscribed: () => [...listeners.keys()],
    subscribe(checkoutId, listener) {
      // A function for each subscription, so that one listener can subscribe twice and unsubscribe once.
      const own = (): void => listener();
      const subscribed = listeners.get(checkoutId) ?? new Set();
      listeners.set(checkoutId, subscribed.add(own));
      return () => {
        subscribed.delete(own);
        if (subscribed.size === 0 && listeners.get(checkoutId) === subscribed) listeners.delete(checkoutId);
      };
    },
  };
}
