import type { Log } from '../payments/ports/ports.ts';

/** For commands that report in their own way what gateways would log. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
