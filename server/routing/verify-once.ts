import type { Gateway, RawNotification, VerifiedNotification } from '../payments/ports/ports.ts';

/**
 * A gateway that verifies each notification once, unless it is forged: the server asks when it arrives, to refuse a
 * forgery, and again where it is received.
 */
export function verifyOnce(gateway: Gateway): Gateway {
  const outcomes = new WeakMap<RawNotification, () => VerifiedNotification>();
  return {
    ...gateway,
    verify(raw) {
      const known = outcomes.get(raw);
      if (known !== undefined) return known();
      try {
        const verified = gateway.verify(raw);
        if (verified !== undefined) outcomes.set(raw, () => verified);
        return verified;
      } catch (error) {
        outcomes.set(raw, () => {
          throw error;
        });
        throw error;
      }
    },
  };
}
