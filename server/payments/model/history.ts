import type { PaymentStatus, PayoutStatus } from '../../../shared/payment-status.ts';
import type { Instant } from './instant.ts';

/** One report or action, and the status change it caused; kept for ever. */
export interface HistoryEntry<Status = PaymentStatus> {
  readonly at: Instant;
  /** `command`, `inquiry` or `notification` (what the provider said), `clock`, `merchant` or `customer`. */
  readonly source: string;
  readonly said: string;
  readonly from: Status;
  readonly to: Status;
  readonly note?: string | undefined;
}

export type PayoutHistoryEntry = HistoryEntry<PayoutStatus>;
