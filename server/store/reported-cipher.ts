import type { Log } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';

/** So many columns are remembered as told of; more of them are told of again and again. */
const MAX_TOLD = 1_000;

/** The cipher, telling of each column that does not open: counted every time, logged once. */
export function reportedCipher(cipher: Cipher, log: Log, count: (table: string) => void): Cipher {
  const told = new Set<string>();
  return {
    ...cipher,
    open(sealed, place) {
      try {
        return cipher.open(sealed, place);
      } catch (error) {
        count(place.slice(0, place.indexOf('.')));
        if (!told.has(place)) {
          if (told.size >= MAX_TOLD) told.clear();
          told.add(place);
          log.error({ place, error }, 'a sealed column cannot be opened: it was changed, or its key was taken away');
        }
        throw error;
      }
    },
  };
}
