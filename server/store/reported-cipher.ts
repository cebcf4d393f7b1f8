import type { Log } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';

/** How many places are remembered as logged. When there are more, some are logged again. */
const MAX_LOGGED = 1_000;

/** The same cipher, which also reports each sealed column that cannot be opened: counts it every time, logs it once. */
export function reportedCipher(cipher: Cipher, log: Log, count: (table: string) => void): Cipher {
  const logged = new Set<string>();
  return {
    // Called through, not copied: the cipher is another one after a reload of the keys.
    seal: (text, place) => cipher.seal(text, place),
    isOfFirstKey: (made) => cipher.isOfFirstKey(made),
    blindIndex: (text, purpose) => cipher.blindIndex(text, purpose),
    blindIndexes: (text, purpose) => cipher.blindIndexes(text, purpose),
    fingerprint: (text, purpose) => cipher.fingerprint(text, purpose),
    hasFingerprint: (fingerprint, text, purpose) => cipher.hasFingerprint(fingerprint, text, purpose),
    open(sealed, place) {
      try {
        return cipher.open(sealed, place);
      } catch (error) {
        count(place.slice(0, place.indexOf('.')));
        if (!logged.has(place)) {
          if (logged.size >= MAX_LOGGED) logged.clear();
          logged.add(place);
          log.error(
            { place, error },
            'sealed column cannot be decrypted: it was modified, or its encryption key was removed',
          );
        }
        throw error;
      }
    },
  };
}
