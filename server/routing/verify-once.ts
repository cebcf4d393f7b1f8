import type { Gateway, RawNotification, VerifiedNotification } from '../payments/ports/ports.ts';

/**
 * A gateway that verifies each genuine notification once: the server asks when it arrives, to refuse a forgery, and again where
 * it is received.
 */
export function verifyOnce(gateway: Gateway): Gateway {
  const genuine = new WeakMap<RawNotification, VerifiedNotification>();
  return {
    ...gateway,
    verify(raw) {
      const known = genuine.get(raw) ?? gateway.verify(raw);
      if (known !== undefined) genuine.set(raw, known);
      return known;
    },
  };
}
