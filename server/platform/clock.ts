import type { Clock } from '../payments/ports.ts';

/** The machine's clock. Everything else that needs the time is handed a {@link Clock}. */
export const systemClock: Clock = { now: () => Date.now() };
