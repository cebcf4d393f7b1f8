import type { Instant } from '../model/model.ts';
import type { VerifiedNotification } from './notification.ts';

/** A notification that was verified and stored. */
export interface StoredNotification {
  readonly id: string;
  readonly provider: string;
  /** The id of the payment or payout that it was about when it was received; absent: it matched nothing. */
  readonly subject?: string | undefined;
  /** The length of its body. */
  readonly bytes: number;
  readonly receivedAt: Instant;
}

/** The same, to be read again. */
export interface ReadableNotification extends StoredNotification {
  /** Absent: it cannot be decrypted. */
  readonly content?: VerifiedNotification | undefined;
}
