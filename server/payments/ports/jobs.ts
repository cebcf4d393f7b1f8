import type { Instant } from '../model/instant.ts';

/** Scheduled work of the domain; `deliver` sends events to the storefront. */
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
 * What the key of a job is the id of, and so which provider it waits for. `person`: a review that is raised for the
 * merchant, which waits for no provider.
 */
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
 * What a job waits for: `provider:<id>`, `storefront`, or `checkouts` for jobs that wait for nothing outside. Jobs of
 * different lanes do not delay each other, so that a provider or a storefront that is down only delays its own.
 */
export type JobLane = string;

export const STOREFRONT_LANE: JobLane = 'storefront';
export const CHECKOUT_LANE: JobLane = 'checkouts';
export const providerLane = (provider: string): JobLane => `provider:${provider}`;

/** The jobs of one lane that notifications caused, or its routine ones; each in the order in which they are due. */
export interface JobQueue {
  readonly lane: JobLane;
  readonly notified: boolean;
}

export interface Job extends JobQueue {
  readonly id: string;
  readonly kind: JobKind;
  /** Payment, checkout, refund, saved method, payout or event stream id, by kind. */
  readonly key: string;
  /** When it was due before it was claimed. */
  readonly dueAt: Instant;
  /** 0 on the first run. */
  readonly retryCount: number;
  /** How often in a row its handler has thrown, on any instance. */
  readonly failures: number;
  /** Caused by a notification: it runs before routine jobs and has more time. */
  readonly notified: boolean;
  /** Changes with every claim, so that a runner whose lease has ended cannot complete a job that was claimed again. */
  readonly version: number;
}
