import type { PaymentStatus } from '../../../shared/payment-status.ts';
import type { Instant } from '../model/instant.ts';

/** What is under way, for those who watch the server. */
export interface Backlog {
  /** How many payments are not final, by status; a status that none has is missing. */
  readonly openPayments: ReadonlyMap<PaymentStatus, number>;
  /** Events that the storefront has not acknowledged and that are still being sent. */
  readonly undelivered: {
    /** 10,000 stands for more. */
    readonly count: number;
    /** When the oldest was created; `undefined` where there is none. */
    readonly oldestSince: Instant | undefined;
  };
}
