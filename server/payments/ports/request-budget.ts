import type { Instant } from '../model/instant.ts';

/**
 * Who waits for a request to a provider. `customer`: a person, in front of a page or behind the merchant's API;
 * `notified`: a job that a notification caused, or that protects money; `routine`: any other job.
 */
export type RequestPriority = 'customer' | 'notified' | 'routine';

/** The budget of requests to a provider leaves no room for this one now: it was not sent. Only jobs get this. */
export class RequestPostponed extends Error {
  override readonly name = 'RequestPostponed';
  /** The earliest time at which there is room again. */
  readonly retryAt: Instant;

  constructor(retryAt: Instant) {
    super('the request budget of the provider is used up: postponed');
    this.retryAt = retryAt;
  }
}

/** Requests of one budget within a sliding minute, over all instances. */
export interface RequestCount {
  /** What is counted together: a provider and one of its endpoints. */
  readonly budget: string;
  /** How many were sent, whatever the budget allowed, since the last count of this instance. */
  readonly sent: number;
  /** One more is counted if the minute holds at most so many with it. Absent: none is asked for. */
  readonly upTo?: number | undefined;
}
