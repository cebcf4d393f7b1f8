import type { Fault } from '../../simulation/simulator.ts';

/** One authorized request. */
export interface Call {
  /** In the path: an order id, a transaction id or the token of a page. */
  readonly id: string;
  readonly body: unknown;
  /** Where notifications about what it creates go. */
  readonly notificationUrl: string;
  readonly fault: Fault | undefined;
}

export interface Answer {
  /** Of HTTP. */
  readonly status: number;
  readonly body: Record<string, unknown>;
}
