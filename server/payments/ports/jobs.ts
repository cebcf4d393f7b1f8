export type JobKind =
  | 'inquire'
  | 'expire_payment'
  | 'expire_checkout'
  | 'inquire_refund'
  | 'activate_method'
  | 'inquire_payout'
  | 'deliver';

/** Whom a job waits for. Jobs of different lanes do not wait for each other: a storefront that is down delays no inquiry. */
export type JobLane = 'provider' | 'storefront';

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Payment, checkout, refund, saved method or payout id, by kind. */
  readonly key: string;
  /** 0 on the first run. */
  readonly attempt: number;
  /** Changes with every claim: who comes back after the lease ended and the job was claimed anew changes nothing. */
  readonly version: number;
}
