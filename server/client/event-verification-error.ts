/**
 * - `headers_missing`: without the three `webhook-…` headers: it is no event of the server
 * - `timestamp_outside_tolerance`: signed too long ago or in the future: a replay, or a clock that is wrong
 * - `signature_mismatch`: another secret, or other bytes than those that were signed
 * - `body_unreadable`: signed, and no event all the same
 */
export type EventVerificationReason =
  | 'headers_missing'
  | 'timestamp_outside_tolerance'
  | 'signature_mismatch'
  | 'body_unreadable';

/** The request is no genuine event. Answer 401, and do nothing else. */
export class EventVerificationError extends Error {
  override readonly name = 'EventVerificationError';
  readonly reason: EventVerificationReason;
  constructor(reason: EventVerificationReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
