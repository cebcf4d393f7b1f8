import type { CheckoutStatus, PaymentStatus, PayoutStatus } from '../../../shared/payment-status.ts';
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
import type { Job, JobKind, JobQueue } from './jobs.ts';
import type { IdempotencyRecord } from './idempotency-record.ts';

/** The storage is busy, full or broken: nothing of the unit of work was kept, and another try may succeed. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** The cursor of a page request is none that we gave out. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly cursor?: string | undefined;
  /** 1..100. */
  readonly limit: number;
}

/**
 * What may be read, in a transaction or outside one. Lists are newest first and go on at the cursor; one that we did
 * not give out throws {@link UnknownCursor}.
 */
export interface StoreReads {
  findCheckout(id: string): Promise<Checkout | undefined>;
  /** The open or paid one. */
  findLiveCheckout(reference: string): Promise<Checkout | undefined>;
  listCheckouts(
    filter: { reference?: string | undefined; status?: CheckoutStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Checkout>>;
  findPayment(id: string): Promise<Payment | undefined>;
  findPaymentByMerchantReference(reference: string): Promise<Payment | undefined>;
  findPaymentByProviderReference(provider: string, name: string, value: string): Promise<Payment | undefined>;
  /** Newest first. */
  paymentsOf(checkoutId: string): Promise<readonly Payment[]>;
  listPayments(
    filter: { checkoutId?: string | undefined; status?: PaymentStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Payment>>;
  /** Those that are not final, of providers other than these; oldest first, at most a hundred. */
  openPaymentsElsewhere(providers: readonly string[]): Promise<readonly Payment[]>;
  /** The same of refunds, with the provider of their payment, and of payouts. */
  openRefundsElsewhere(
    providers: readonly string[],
  ): Promise<readonly (Pick<Refund, 'id' | 'paymentId' | 'status'> & Pick<Payment, 'provider'>)[]>;
  openPayoutsElsewhere(providers: readonly string[]): Promise<readonly Payout[]>;
  /** Oldest first. */
  historyOf(paymentId: string): Promise<readonly HistoryEntry[]>;
  /** Newest first. */
  listHistory(paymentId: string, page: PageRequest): Promise<Page<HistoryEntry>>;
  findRefund(id: string): Promise<Refund | undefined>;
  findRefundByMerchantReference(reference: string): Promise<Refund | undefined>;
  findRefundByProviderReference(provider: string, name: string, value: string): Promise<Refund | undefined>;
  refundsOf(paymentId: string): Promise<readonly Refund[]>;
  findSavedMethod(id: string): Promise<SavedMethod | undefined>;
  /** Newest first: a provider may give several customers the same one. */
  savedMethodsByToken(provider: string, token: string): Promise<readonly SavedMethod[]>;
  /** Active ones, last used first. */
  savedMethodsOf(customerReference: string): Promise<readonly SavedMethod[]>;
  findPayout(id: string): Promise<Payout | undefined>;
  findPayoutByMerchantReference(merchantReference: string): Promise<Payout | undefined>;
  listPayouts(
    filter: { reference?: string | undefined; status?: PayoutStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Payout>>;
  /** Oldest first. */
  payoutHistoryOf(payoutId: string): Promise<readonly PayoutHistoryEntry[]>;
  findEvent(id: string): Promise<StoredEvent | undefined>;
  /** Oldest first: a storefront reads it like a log. */
  listEvents(page: PageRequest): Promise<Page<StoredEvent>>;
  /** The events of the checkout or payout that are neither delivered nor abandoned, in their order; at most 100. */
  undeliveredOf(stream: string): Promise<readonly StoredEvent[]>;
  /** A later event of its stream has been sent. */
  wasPassed(event: Pick<StoredEvent, 'stream' | 'sequence'>): Promise<boolean>;
  findIdempotencyRecord(scope: string, key: string): Promise<IdempotencyRecord | undefined>;
}

/**
 * Writes of one unit of work. Patches name only what changes, and a member that is there and `undefined` is cleared;
 * money, reference and ids of a row never change.
 */
export interface Tx extends StoreReads {
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
    patch: Partial<Pick<Refund, 'status' | 'providerReferences' | 'unconfirmedReferences' | 'failure' | 'updatedAt'>>,
  ): Promise<void>;
  insertSavedMethod(method: SavedMethod): Promise<void>;
  updateSavedMethod(
    id: string,
    patch: Partial<Pick<SavedMethod, 'status' | 'label' | 'masked' | 'expiresAt' | 'updatedAt'>>,
  ): Promise<void>;
  /**
   * Of all payouts with one reference at most one is not `failed`: where another is there, its id is answered and nothing
   * is written. One that failed gives the reference up; found paid after all, it has it again where nobody took it.
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
   * `repeated`: the same bytes of that provider are there already. `full`: enough was kept of that provider about the
   * subject (an id of ours; absent: nothing that is known here) in the last day, so these are not.
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
   * One job per kind and key. An earlier time wins over a later one; a claimed job is run again afterwards. `notified`:
   * a notification asks for it, so it goes before routine. Default false.
   */
  scheduleJob(job: {
    kind: JobKind;
    key: string;
    runAt: Instant;
    retryCount?: number;
    notified?: boolean;
  }): Promise<void>;
  dropJob(kind: JobKind, key: string): Promise<void>;
  /** `false` when the key is taken; then {@link StoreReads.findIdempotencyRecord} tells by whom. */
  claimIdempotencyKey(claim: Omit<IdempotencyRecord, 'status' | 'body'>): Promise<boolean>;
  saveIdempotentResponse(scope: string, key: string, answer: { status: number; body: string }): Promise<void>;
  releaseIdempotencyKey(scope: string, key: string): Promise<void>;
}

export interface Store extends StoreReads {
  /**
   * All or nothing, and durable when it resolves. The work must not wait for anything but the store: units of one turn
   * of the event loop share a transaction and its fsync, one after another. Throws {@link StorageUnavailable} when
   * nothing could be kept.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Takes at most `limit` due jobs, of one queue or of all, for `leaseMs`; nobody else gets them meanwhile. Those named in
   * `except` are left: the caller still runs them.
   */
  claimJobs(
    now: Instant,
    limit: number,
    leaseMs: number,
    queue?: JobQueue,
    except?: readonly string[],
  ): Promise<readonly Job[]>;
  completeJob(job: Job): Promise<void>;
  /** Run again at `runAt`. */
  retryJob(job: Job, runAt: Instant): Promise<void>;
  /**
   * Schedules a try beside their schedule of at most `limit` events that wait for more than a minute, and were not
   * refused, the oldest first. How many they are.
   */
  probeWaiting(now: Instant, limit: number): Promise<number>;
  /** When the earliest job is due; `undefined` when there is none. */
  nextJobAt(): Promise<Instant | undefined>;
  /** Every queue that has jobs, and when its earliest one is due. */
  jobQueues(): Promise<readonly (JobQueue & { readonly dueAt: Instant })[]>;
  /** The clock stepped back by so much, to `now`: what waits for a later moment waits that much less. */
  bringForward(byMs: number, now: Instant): Promise<void>;
  /** Notes that this moment was seen. Answers the one noted before. */
  noteTime(now: Instant): Promise<Instant | undefined>;
  /** At start, by the only process there is: frees the jobs that an earlier one had when it died. How many. */
  unlockJobs(now: Instant): Promise<number>;
  /** Forgets kept answers made before that moment, finished or not. How many they were. */
  pruneIdempotencyRecords(before: Instant): Promise<number>;
  /**
   * Forgets personal data that nothing has touched since then: customers of closed checkouts, what they typed and were
   * shown, events, notices, removed saved methods. The books (amounts, statuses, history) stay. How many rows they were.
   */
  forgetPersonalData(before: Instant): Promise<number>;
  /** Throws when nothing can be read or written, or migrations are missing. */
  check(now: Instant): Promise<void>;
  close(): Promise<void>;
}
