import { STREAM_LIMITS, type StreamSlots } from './stream-slots.ts';

/** Counts within this process: right where it is the only one on its store. */
export function memoryStreamSlots({ perCheckout, perAddress } = STREAM_LIMITS): StreamSlots {
  const checkouts = counter();
  const addresses = counter();
  return {
    async take({ checkoutId, address }) {
      if (checkouts.count(checkoutId) >= perCheckout || addresses.count(address) >= perAddress) return undefined;
      checkouts.add(checkoutId);
      addresses.add(address);
      return () => {
        checkouts.remove(checkoutId);
        addresses.remove(address);
      };
    },
  };
}

function counter() {
  const counts = new Map<string, number>();
  return {
    count: (key: string): number => counts.get(key) ?? 0,
    add: (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1),
    remove(key: string): void {
      const left = (counts.get(key) ?? 0) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}
