import type {
  Checkout,
  HistoryEntry,
  Instant,
  Payment,
  Payout,
  PayoutHistoryEntry,
  Refund,
  SavedMethod,
  StoredEvent,
} from '../model/model.ts';
import type { Backlog } from './backlog.ts';
import type { BackOfficeReads } from './back-office-reads.ts';
import type { Job, JobKind, JobQueue } from './jobs.ts';
import type { IdempotencyRecord } from './idempotency-record.ts';
import type { ForgettingStep } from './forgetting.ts';
import type { InstanceStore } from './instance-store.ts';
import type { LimitStore } from './limit-store.ts';
import type { RenewalStep } from './renewal.ts';
import type { RequestCount } from './request-budget.ts';
import type { StoreReads } from './store-reads.ts';
import type { Unresolved, Unwatched } from './unresolved.ts';

/** What is known once the unit of work has committed. */
export type AfterCommit<T> = () => Promise<T>;

/**
 * Writes of one unit of work. Patches hold only what changes; a member that is present and `undefined` is cleared.
 * Amount, currency, references of ours and ids never change.
 */
export interface Tx extends StoreReads {
  /** When the earliest job is due that the unit has scheduled. */
  earliestJob(): Instant | undefined;
  insertCheckout(checkout: Checkout): Promise<void>;
  updateCheckout(id: string, patch: Partial<Pick<Checkout, 'status' | 'sequence' | 'updatedAt'>>): Promise<void>;
  insertPayment(payment: Payment): Promise<void>;
  updatePayment(
    id: string,
    patch: Partial<
      Omit<
        Payment,
        'id' | 'checkoutId' | 'provider' | 'channel' | 'merchantReference' | 'amount' | 'currency' | 'createdAt'
      >
    >,
  ): Promise<void>;
  appendHistory(paymentId: string, entry: HistoryEntry): Promise<void>;
  insertRefund(refund: Refund): Promise<void>;
  updateRefund(
    id: string,
    patch: Partial<
      Pick<Refund, 'status' | 'providerReferences' | 'unconfirmedReferences' | 'failure' | 'unknownSince' | 'updatedAt'>
    >,
  ): Promise<void>;
  insertSavedMethod(method: SavedMethod): Promise<void>;
  updateSavedMethod(
    id: string,
    patch: Partial<Pick<SavedMethod, 'status' | 'label' | 'masked' | 'expiresAt' | 'updatedAt'>>,
  ): Promise<void>;
  /**
   * At most one payout with a reference is not `failed`: where there is one, its id is returned and nothing is written.
   * A failed payout gives its reference up; should it turn out to be paid, it has it again unless another payout has
   * it.
   */
  insertPayout(payout: Payout): Promise<string | undefined>;
  updatePayout(
    id: string,
    patch: Partial<
      Pick<
        Payout,
        | 'status'
        | 'fee'
        | 'providerReferences'
        | 'failure'
        | 'approvedBy'
        | 'unknownSince'
        | 'resolution'
        | 'resolvedAt'
        | 'sequence'
        | 'updatedAt'
      >
    >,
  ): Promise<void>;
  appendPayoutHistory(payoutId: string, entry: PayoutHistoryEntry): Promise<void>;
  /**
   * `repeated`: the same bytes of that provider are stored already. `full`: the limit of a day for that provider and
   * subject (an id of ours; absent: nothing that is known here) is reached, so nothing is stored.
   */
  insertNotification(notification: {
    provider: string;
    body: Buffer;
    subject: string | undefined;
    receivedAt: Instant;
  }): Promise<'stored' | 'repeated' | 'full'>;
  insertEvent(event: StoredEvent): Promise<void>;
  updateEvent(
    id: string,
    patch: Partial<Omit<StoredEvent, 'id' | 'type' | 'stream' | 'sequence' | 'body' | 'createdAt'>>,
  ): Promise<void>;
  /**
   * One job per kind and key. The earlier of two times counts; a claimed job is run again afterwards. `notified`:
   * caused by a notification, so it runs before routine jobs. Default false.
   */
  scheduleJob(job: { kind: JobKind; key: string; runAt: Instant; notified?: boolean }): Promise<void>;
  dropJob(kind: JobKind, key: string): Promise<void>;
  /** `false` when the key is taken; then {@link StoreReads.findIdempotencyRecord} returns the record that has it. */
  claimIdempotencyKey(claim: Omit<IdempotencyRecord, 'status' | 'body'>): Promise<boolean>;
  /**
   * Claims a key that nobody is expected to have: where another record has it the unit of work fails with that error,
   * unless the record was made at `expiredAt` or before, which gives way.
   */
  reserveIdempotencyKey(
    claim: Omit<IdempotencyRecord, 'status' | 'body'>,
    expiredAt: Instant,
    ifTaken: () => Error,
  ): Promise<void>;
  /**
   * Saves the response, in place of an earlier one with the status `replaced`. `false`: meanwhile another one was saved, or
   * the key was released, and nothing was changed.
   */
  saveIdempotentResponse(
    scope: string,
    key: string,
    answer: { status: number; body: string },
    replaced?: number,
  ): Promise<AfterCommit<boolean>>;
  /** Removes this very reservation. Does nothing where a response is saved by now, or another one has claimed the key. */
  releaseIdempotencyKey(claim: Pick<IdempotencyRecord, 'scope' | 'key' | 'resourceId' | 'createdAt'>): Promise<void>;
  /** Removes the record, answered or not, if it was made at that time or before. */
  dropExpiredIdempotencyRecord(scope: string, key: string, until: Instant): Promise<void>;
}

/**
 * What a unit of work changes. It is locked first, so that the units of one aggregate run one after another, on any
 * instance. A payment, refund or saved method is locked with its checkout; a stream of events is the checkout or payout
 * with that id.
 */
export type Aggregate =
  | {
      readonly of: 'checkout' | 'payment' | 'refund' | 'payout' | 'saved_method' | 'stream';
      readonly id: string;
    }
  /** Nothing exists yet that could be locked: a unique reservation decides. */
  | 'new';

export interface Store extends StoreReads, BackOfficeReads, InstanceStore, LimitStore {
  /**
   * All or nothing, and durable when it resolves. The aggregate is locked first; what does not exist locks nothing. The
   * work must wait for nothing but the store, and may be run again: it must not keep anything of an earlier run. Where
   * the store is one file, the units of work of one turn of the event loop run one after another in one transaction
   * with one fsync. Throws {@link StorageUnavailable} when nothing could be stored.
   */
  transact<T>(work: (tx: Tx) => Promise<T>, aggregate: Aggregate): Promise<T>;
  /**
   * Claims at most `limit` due jobs, of one queue or of all, for `leaseMs`; no other runner gets them meanwhile. Jobs
   * whose ids are in `except` are left out: the caller is still running them. A claim also ends with the instance
   * `claimedBy`.
   */
  claimJobs(
    now: Instant,
    limit: number,
    leaseMs: number,
    queue?: JobQueue,
    except?: readonly string[],
    claimedBy?: string,
  ): Promise<readonly Job[]>;
  completeJob(job: Job): Promise<void>;
  /** Run again at `runAt`. `failed`: its handler threw, which is counted until a run succeeds. */
  retryJob(job: Job, runAt: Instant, failed?: boolean): Promise<void>;
  /** This run could not begin: the job is due as it was before it was claimed, with its place in its queue. */
  postponeJob(job: Job): Promise<void>;
  /**
   * Counts requests to a provider within the last minute, over all instances; and one more, where there is room for it.
   * Returns `undefined` where it was counted or none was asked for; otherwise when there is room again.
   */
  countRequests(count: RequestCount, now: Instant): Promise<Instant | undefined>;
  /**
   * Schedules an extra attempt for at most `limit` events whose next attempt is more than a minute away and that were
   * not rejected, oldest first. Returns how many.
   */
  probeWaiting(now: Instant, limit: number): Promise<number>;
  /** When the earliest job is due; `undefined` when there is none. */
  nextJobAt(): Promise<Instant | undefined>;
  /** What waits for a person. Each reason that does occurs once. */
  unresolved(): Promise<readonly Unresolved[]>;
  /** What is under way: payments that are not final, and events that are not delivered. */
  backlog(): Promise<Backlog>;
  /**
   * What a provider may still change although no inquiry is scheduled: payments whose end is in that time and that no
   * inquiry has found closed; refunds and payouts made since then. At most `limit` of each kind.
   */
  unwatched(since: Instant, now: Instant, limit: number): Promise<readonly Unwatched[]>;
  /** Every queue that has jobs, and when its earliest one is due. */
  jobQueues(): Promise<readonly (JobQueue & { readonly dueAt: Instant })[]>;
  /** The clock was set back by so much, to `now`: everything that is scheduled is moved that much earlier. */
  bringForward(byMs: number, now: Instant): Promise<void>;
  /** Records the current time, and returns the one recorded before. */
  noteTime(now: Instant): Promise<Instant | undefined>;
  /** At start of the only process: releases jobs that an earlier process had claimed when it died. Returns how many. */
  unlockJobs(now: Instant): Promise<number>;
  /** Deletes idempotency records created before that moment, finished or not. Returns how many. */
  pruneIdempotencyRecords(before: Instant): Promise<number>;
  /**
   * Deletes personal data of rows unchanged since then: customers of closed checkouts, payment fields and instructions,
   * events, notifications, removed saved methods. Amounts, statuses and history stay. Returns how many rows.
   */
  forgetPersonalData(before: Instant): Promise<number>;
  /**
   * The same for one customer on request, some checkouts after the cursor at a time: those that are closed and have no
   * event to be delivered. The last step deletes the saved methods that are not active.
   */
  forgetCustomer(customerReference: string, cursor: string | undefined, now: Instant): Promise<ForgettingStep>;
  /** Encrypts some rows after the cursor by the first of the keys; those that are already are only read. */
  renewEncryption(cursor: string | undefined): Promise<RenewalStep>;
  /** Records the ends of all histories that have changed, so that nothing can be taken out of the books unnoticed. */
  sealLedger(now: Instant): Promise<void>;
  /** Throws when the database cannot be read or written, or migrations are missing. */
  check(now: Instant): Promise<void>;
  close(): Promise<void>;
}
