import type { Log } from '../../server/payments/ports/ports.ts';

/** A log that writes nothing. */
export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
