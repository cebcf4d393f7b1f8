import type { Instant } from '../payment.ts';

/** One Idempotency-Key of one caller on one route. `status` and `body` are absent while the first request runs. */
export interface KeptAnswer {
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of method, path and body. */
  readonly fingerprint: string;
  /** The id that the thing to be made has or will have: a repeat after a crash finds it by that. */
  readonly resourceId: string;
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly createdAt: Instant;
}
