import type { Instant } from '../model/model.ts';

/**
 * One Idempotency-Key of one caller on one route: the reservation, and the answer where it is kept. `status` and `body`
 * are absent while the first request runs, and after one whose answer is not for good.
 */
export interface IdempotencyRecord {
  readonly scope: string;
  readonly key: string;
  /** By which a repeat is known from another request: keyed, and names the form and key it was made in. */
  readonly fingerprint: string;
  /** The id that the thing to be made has or will have: a repeat after a crash finds it by that. */
  readonly resourceId: string;
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly createdAt: Instant;
}
