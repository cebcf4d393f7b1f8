import type { Instant } from '../model/model.ts';

/**
 * One Idempotency-Key of one caller on one route: the reservation, and the stored response. `status` and `body` are
 * absent while the first request runs, and after a response that is not stored because a repeat may have another
 * outcome.
 */
export interface IdempotencyRecord {
  readonly scope: string;
  readonly key: string;
  /** A keyed hash that tells a repeat from another request; it names its format and the key it was made with. */
  readonly fingerprint: string;
  /** The id reserved for the resource, by which a repeat after a crash finds it. */
  readonly resourceId: string;
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly createdAt: Instant;
}
