/** What the domain itself does later; `deliver` sends the storefront its events. */
export const JOB_KINDS = [
  'inquire',
  'expire_payment',
  'expire_checkout',
  'close_payment',
  'review_payment',
  'review_refund',
  'review_payout',
  'inquire_refund',
  'inquire_returns',
  'activate_method',
  'inquire_payout',
  'deliver',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/**
 * Whose id is the key of a job; `person`: something that a person is told of, which waits for nobody.
 * The provider that the job waits for, if it waits for one, is read from that row. */
export type JobSubject = 'payment' | 'refund' | 'saved_method' | 'payout' | 'checkout' | 'stream' | 'person';

export const SUBJECT_OF: Readonly<Record<JobKind, JobSubject>> = {
  inquire: 'payment',
  expire_payment: 'payment',
  expire_checkout: 'checkout',
  close_payment: 'payment',
  review_payment: 'person',
  review_refund: 'person',
  review_payout: 'person',
  inquire_refund: 'refund',
  inquire_returns: 'payment',
  activate_method: 'saved_method',
  inquire_payout: 'payout',
  deliver: 'stream',
};

/**
 * Whom a job waits for: `provider:<id>`, `storefront`, or `checkouts`, which wait for nobody. Jobs of different lanes do
 * not wait for each other: a provider that is silent delays no other's, and a storefront that is down delays no inquiry.
 */
export type JobLane = string;

export const STOREFRONT_LANE: JobLane = 'storefront';
export const CHECKOUT_LANE: JobLane = 'checkouts';
export const providerLane = (provider: string): JobLane => `provider:${provider}`;

/** The jobs of one lane that a notification asked for, or its routine ones: each in the order in which they are due. */
export interface JobQueue {
  readonly lane: JobLane;
  readonly notified: boolean;
}

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Payment, checkout, refund, saved method, payout or event stream id, by kind. */
  readonly key: string;
  /** 0 on the first run. */
  readonly retryCount: number;
  /** A notification asked for this run: it goes before routine, and is given more time. */
  readonly notified: boolean;
  /** Changes with every claim: who comes back after the lease ended and the job was claimed anew changes nothing. */
  readonly version: number;
}
