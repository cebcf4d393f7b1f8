/** Whom a job waits for. Jobs of different lanes do not wait for each other: a storefront that is down delays no inquiry. */
export const JOB_LANES = ['provider', 'storefront'] as const;
export type JobLane = (typeof JOB_LANES)[number];

/** What the domain itself does later; `deliver` sends the storefront its events. */
export const JOB_KINDS = [
  'inquire',
  'expire_payment',
  'expire_checkout',
  'inquire_refund',
  'activate_method',
  'inquire_payout',
  'deliver',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const laneOf = (kind: JobKind): JobLane => (kind === 'deliver' ? 'storefront' : 'provider');

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Payment, checkout, refund, saved method, payout or event stream id, by kind. */
  readonly key: string;
  /** 0 on the first run. */
  readonly attempt: number;
  /** Changes with every claim: who comes back after the lease ended and the job was claimed anew changes nothing. */
  readonly version: number;
}
