import type { ChannelCode } from '../../shared/channel.ts';
import type { Instruction } from '../../shared/instruction.ts';
import type { Money } from '../../shared/money.ts';
import type { CheckoutStatus, PaymentStatus, PayoutStatus, RefundStatus } from '../../shared/payment-status.ts';
import type {
  Checkout,
  Customer,
  Device,
  Failure,
  FeeBearer,
  HistoryEntry,
  Instant,
  Item,
  Payment,
  Payout,
  PayoutHistoryEntry,
  ProviderIds,
  Refund,
  SavedMethod,
  StoredEvent,
} from './payment.ts';
import type { Wording } from './wording.ts';

/* What the domain needs from the world. Everything arrives as an argument; nothing here is imported for its effects. */

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** Prefix + 26 characters sortable by time: `co_01J…`. */
  next(prefix: 'co' | 'pay' | 'tok' | 'rf' | 'po' | 'evt'): string;
}

/** Structured: a message in plain words and facts beside it. Never secrets, tokens or personal data. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

// ---------------------------------------------------------------------------------------------------------------
// Gateway: the verbs of one provider. A gateway testifies; only transitions.ts decides.

/** What a provider says about a payment. `unknown`: our command was sent and its outcome is not known. */
export type PaymentOutcome =
  | 'requires_action'
  | 'processing'
  | 'authorized'
  | 'paid'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'reversed'
  | 'unknown';

export interface PaymentTestimony {
  readonly subject: 'payment';
  readonly outcome: PaymentOutcome;
  /** Our reference as the provider gives it back. Must be there when `source` is a notice or an inquiry. */
  readonly reference?: string | undefined;
  /** Provider references that this teaches or repeats. */
  readonly ids: ProviderIds;
  /** The money movement this is about; with `paid` and `authorized` it must be there. */
  readonly transactionId?: string | undefined;
  /** With `paid`: what was really taken. With `authorized`: what is held. */
  readonly money?: Money | undefined;
  readonly instruction?: Instruction | undefined;
  /** The provider's own end of this payment, when it names one. */
  readonly expiresAt?: Instant | undefined;
  readonly failure?: Failure | undefined;
  /** A token that can be charged later, made by this payment. */
  readonly savedToken?: string | undefined;
  /** The provider's own word for the status, for the history. */
  readonly said: string;
}

export interface RefundTestimony {
  readonly subject: 'refund';
  /** `absent`: asked, the provider has named every refund of the payment, and ours is not among them. */
  readonly outcome: RefundStatus | 'absent';
  readonly reference?: string | undefined;
  readonly ids: ProviderIds;
  readonly money?: Money | undefined;
  readonly failure?: Failure | undefined;
  readonly said: string;
}

export interface SavedMethodTestimony {
  readonly subject: 'saved_method';
  readonly outcome: 'active' | 'pending' | 'removed';
  readonly token: string;
  /** Our reference of the payment that made it, where the provider repeats it. */
  readonly reference?: string | undefined;
  /** What the customer recognises: `•••• 4242`, `08•••••123`. */
  readonly masked?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly said: string;
}

/** What a provider says about money that went out. `unknown`: nobody knows whether it was taken on. */
export interface PayoutTestimony {
  readonly subject: 'payout';
  readonly outcome: 'processing' | 'succeeded' | 'failed' | 'unknown';
  /** Our reference as the provider gives it back. Must be there when `source` is a notice or an inquiry. */
  readonly reference?: string | undefined;
  readonly ids: ProviderIds;
  /** What we asked to be paid out; whether the fee came out of it is the order's affair. */
  readonly money?: Money | undefined;
  /** What the provider takes for it, in the smallest unit of the same currency. */
  readonly fee?: number | undefined;
  readonly failure?: Failure | undefined;
  readonly said: string;
}

export type Testimony = PaymentTestimony | RefundTestimony | SavedMethodTestimony | PayoutTestimony;

/** What a gateway is told to create. Amounts, references and return address are ours, never the browser's. */
export interface CreateOrder {
  readonly reference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly country: string;
  readonly expiresAt: Instant;
  /** The shop's own number of the order: what its customer and its people know it by. */
  readonly orderNumber?: string | undefined;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly device?: Device | undefined;
  readonly capture: 'automatic' | 'manual';
  /** The customer agreed that the method is kept. */
  readonly save: boolean;
  /** Pay with this token instead of a channel's own flow. */
  readonly savedToken?: string | undefined;
  readonly merchantInitiated: boolean;
  readonly installments?: readonly number[] | undefined;
  /** Where the provider sends the customer's browser back to: ours, `/v1/return/:paymentId`. */
  readonly returnUrl: string;
  /** Where the provider may send notices, for providers that take the address with each order. */
  readonly notificationUrl: string;
  /** The customer's address as we saw it, when a customer is present. */
  readonly customerIp?: string | undefined;
}

/** What a gateway needs to find a payment again. */
export interface PaymentRef {
  readonly reference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly ids: ProviderIds;
  readonly heard: readonly string[];
  readonly createdAt: Instant;
  readonly country: string;
  /** As in {@link CreateOrder}; there with `capture`, which some providers register as an order of its own. */
  readonly returnUrl?: string | undefined;
  readonly notificationUrl?: string | undefined;
}

/**
 * The request surely was not received (refused connection, DNS), or the provider definitely and finally said no before
 * doing anything because it is unavailable. The only failure after which another try or another provider is allowed.
 */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
}

/** The provider refused and will go on refusing; nothing was changed there. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly failure: Failure;
  constructor(failure: Failure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** Sent, and no trustworthy answer: timeout, reset, 5xx, garbage, wrong signature. Only asking can settle it. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

declare const verified: unique symbol;
/** A notice whose sender was proven. Only `verify` makes one, and `read` takes nothing else. */
export interface VerifiedNotice {
  readonly [verified]: true;
  readonly body: Buffer;
  readonly contentType: string;
}

export interface RawNotice {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly contentType: string;
}

/** A verified notice, read: what it testifies, and the name under which a repeat of it is recognised. */
export interface ReadNotice {
  readonly dedupeKey: string;
  readonly testimonies: readonly Testimony[];
}

/**
 * The verbs. Everything that goes over the network throws {@link NotDelivered}, {@link Rejected} or
 * {@link OutcomeUnknown} and nothing else.
 */
export interface Gateway {
  /** Also charges: an order with a `savedToken` takes the money with nobody present where it says so. */
  create(order: CreateOrder, signal: AbortSignal): Promise<readonly Testimony[]>;
  /** Empty when the provider cannot be asked yet, because a reference that it needs is not known. */
  inquire(payment: PaymentRef, signal: AbortSignal): Promise<readonly Testimony[]>;
  /** Withdraw an unpaid or void an authorized payment. */
  cancel?(payment: PaymentRef, status: PaymentStatus, signal: AbortSignal): Promise<readonly Testimony[]>;
  confirm?(payment: PaymentRef, otp: string, signal: AbortSignal): Promise<readonly Testimony[]>;
  resendOtp?(payment: PaymentRef, signal: AbortSignal): Promise<readonly Testimony[]>;
  capture?(payment: PaymentRef, money: Money, signal: AbortSignal): Promise<readonly Testimony[]>;
  refund?(payment: PaymentRef, refund: RefundOrder, signal: AbortSignal): Promise<readonly Testimony[]>;
  inquireRefund?(payment: PaymentRef, refund: RefundRef, signal: AbortSignal): Promise<readonly Testimony[]>;
  inquireSavedMethod?(token: string, signal: AbortSignal): Promise<SavedMethodTestimony>;
  removeSavedMethod?(token: string, signal: AbortSignal): Promise<void>;
  /** Sends money to a bank account. Never sent again by anybody unless it throws {@link NotDelivered}. */
  payout?(order: PayoutOrder, signal: AbortSignal): Promise<readonly Testimony[]>;
  inquirePayout?(payout: PayoutRef, signal: AbortSignal): Promise<readonly Testimony[]>;
  balance?(signal: AbortSignal): Promise<readonly Balance[]>;
  /** The customer has the goods: a lender that pays out only then is told so. */
  confirmReceipt?(payment: PaymentRef, signal: AbortSignal): Promise<void>;
  /**
   * `undefined`: not proven, and nothing of it may be believed. Throws {@link MalformedNotice} where the proof lies in a
   * body that cannot be read.
   */
  verify(raw: RawNotice): VerifiedNotice | undefined;
  /** Throws {@link MalformedNotice}. An event it does not know reads as no testimony. */
  read(notice: VerifiedNotice): ReadNotice;
}

export class MalformedNotice extends Error {
  override readonly name = 'MalformedNotice';
}

export interface RefundOrder {
  readonly reference: string;
  readonly money: Money;
  /** The whole of what was paid is to be returned. */
  readonly full: boolean;
  readonly reason?: string | undefined;
}

export interface RefundRef {
  readonly reference: string;
  readonly ids: ProviderIds;
  /** For providers that know no refunds, only how much of a payment went back: what this one was to return, … */
  readonly money?: Money | undefined;
  /** … and what all refunds of the payment that succeeded so far have returned. */
  readonly refundedBefore?: number | undefined;
}

/** What a gateway is told to pay out. Bank and account are the recipient's: personal. */
export interface PayoutOrder {
  /** Our name for it at the provider, unique for ever: letters and digits only, at most 32. */
  readonly reference: string;
  readonly money: Money;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
  readonly notificationUrl: string;
}

/** What a gateway needs to find a payout again. */
export interface PayoutRef {
  readonly reference: string;
  readonly money: Money;
  readonly feeBearer: FeeBearer;
  readonly ids: ProviderIds;
}

/** What the merchant has at a provider, in the smallest unit. */
export interface Balance {
  readonly currency: Money['currency'];
  readonly available: number;
  /** Held back by the provider. */
  readonly frozen?: number | undefined;
  /** On its way into or out of being held back. */
  readonly pending?: number | undefined;
}

/** That a provider pays out, and where to. */
export interface PayoutOffer {
  readonly currency: Money['currency'];
  /** For a picker. Not exhaustive: a code that is not in it may be good. */
  readonly banks: readonly { readonly code: string; readonly name: string }[];
  /** What this provider's orders can hold, beside what everybody's can; a text that does not match is refused by name. */
  readonly takes?: Readonly<Partial<Record<'bankCode' | 'accountNumber' | 'accountName' | 'description', TextRule>>>;
}

/** What must match, and in whose words it is refused. Linear time. */
export interface TextRule {
  readonly regex: RegExp;
  readonly message: string;
}

// ---------------------------------------------------------------------------------------------------------------
// What is for sale, as the domain sees it: provider facts without the provider.

/** One channel at one provider. Limits are in the currency's smallest unit in use. */
export interface Offer {
  readonly provider: string;
  readonly channel: ChannelCode;
  readonly currency: Money['currency'];
  readonly country: string;
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  /** How long the customer has when nothing shorter is asked. */
  readonly expiresAfterSeconds?: number | undefined;
  /** The provider lets us choose the end within these bounds; absent: it cannot be chosen. */
  readonly expiryBounds?: { readonly minSeconds: number; readonly maxSeconds: number } | undefined;
  readonly fields: readonly OfferField[];
  readonly supports: {
    readonly save: boolean;
    /** The channel exists only together with saving. */
    readonly saveRequired: boolean;
    readonly manualCapture: boolean;
    readonly partialCapture: boolean;
    readonly cancel: boolean;
    readonly refund: 'none' | 'full' | 'partial';
    /** A saved method of it can be charged while no customer is present. */
    readonly merchantInitiated: boolean;
    /** Whoever lends the money waits until the merchant says that the customer has the goods. */
    readonly confirmReceipt?: boolean | undefined;
  };
  /** Where the customer can use it; absent: anywhere. */
  readonly devices?: readonly Device['kind'][] | undefined;
  /** Money can move without the customer doing anything more: an unknown outcome then blocks another attempt. */
  readonly chargesAtOnce: boolean;
  /** A code that can be paid again and again: it is closed at the provider after its first payment. */
  readonly closeAfterPaid: boolean;
}

export interface OfferField {
  readonly name: string;
  readonly type: 'text' | 'phone' | 'email' | 'select';
  readonly required: boolean;
  readonly label: Wording;
  readonly options?: readonly { readonly value: string; readonly label: Wording }[] | undefined;
  /**
   * A phone number is matched in E.164. Applied after a length limit of 200. A datum of the customer that does not match
   * answers nothing, so the customer is asked.
   */
  readonly pattern?: TextRule | undefined;
  /** The customer datum of the checkout that answers it, so that it is not asked for. */
  readonly filledBy?: 'name' | 'email' | 'phone' | undefined;
  /** Only options that the checkout's list of that name holds, and `1`; asked for only where there are at least two. */
  readonly narrowedBy?: 'installments' | undefined;
}

/** Which provider sells what, in the merchant's order of preference. */
export interface Market {
  /**
   * Every offer for a channel, best first; empty when nobody sells it here. A seller that cannot be reached just now
   * stands behind those that can: it is never left out.
   */
  offers(channel: ChannelCode, country: string, currency: Money['currency']): readonly Offer[];
  channels(country: string, currency: Money['currency']): readonly ChannelCode[];
  gateway(provider: string): Gateway;
  /** Its provider definitely did nothing, because it was not reached or says that the channel is not to be had now. */
  unavailable(offer: Offer): void;
  /** Who pays out in that currency, best first. */
  payers(currency: Money['currency']): readonly Payer[];
  offerOf(
    payment: { readonly provider: string; readonly channel: ChannelCode },
    country: string,
    currency: Money['currency'],
  ): Offer | undefined;
}

export interface Payer {
  readonly provider: string;
  readonly offer: PayoutOffer;
}

// ---------------------------------------------------------------------------------------------------------------
// Store

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
  findPaymentByReference(reference: string): Promise<Payment | undefined>;
  findPaymentByProviderId(provider: string, name: string, value: string): Promise<Payment | undefined>;
  /** Newest first. */
  paymentsOf(checkoutId: string): Promise<readonly Payment[]>;
  listPayments(
    filter: { checkoutId?: string | undefined; status?: PaymentStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Payment>>;
  /** Oldest first. */
  historyOf(paymentId: string): Promise<readonly HistoryEntry[]>;
  findRefund(id: string): Promise<Refund | undefined>;
  findRefundByReference(reference: string): Promise<Refund | undefined>;
  findRefundByProviderId(name: string, value: string): Promise<Refund | undefined>;
  refundsOf(paymentId: string): Promise<readonly Refund[]>;
  findSavedMethod(id: string): Promise<SavedMethod | undefined>;
  findSavedMethodByToken(provider: string, token: string): Promise<SavedMethod | undefined>;
  /** Active ones, last used first. */
  savedMethodsOf(customerReference: string): Promise<readonly SavedMethod[]>;
  findPayout(id: string): Promise<Payout | undefined>;
  findPayoutByOrderReference(orderReference: string): Promise<Payout | undefined>;
  listPayouts(
    filter: { reference?: string | undefined; status?: PayoutStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Payout>>;
  /** Oldest first. */
  payoutHistoryOf(payoutId: string): Promise<readonly PayoutHistoryEntry[]>;
  findEvent(id: string): Promise<StoredEvent | undefined>;
  /** Oldest first: a storefront reads it like a log. */
  listEvents(page: PageRequest): Promise<Page<StoredEvent>>;
  /** The oldest event of the checkout or payout that is neither delivered nor abandoned. */
  nextUndelivered(stream: string): Promise<StoredEvent | undefined>;
  findAnswer(scope: string, key: string): Promise<KeptAnswer | undefined>;
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
      Omit<Payment, 'id' | 'checkoutId' | 'provider' | 'channel' | 'reference' | 'amount' | 'currency' | 'createdAt'>
    >,
  ): Promise<void>;
  appendHistory(paymentId: string, entry: HistoryEntry): Promise<void>;
  insertRefund(refund: Refund): Promise<void>;
  updateRefund(id: string, patch: Partial<Pick<Refund, 'status' | 'ids' | 'failure' | 'updatedAt'>>): Promise<void>;
  insertSavedMethod(method: SavedMethod): Promise<void>;
  updateSavedMethod(
    id: string,
    patch: Partial<Pick<SavedMethod, 'status' | 'label' | 'masked' | 'expiresAt' | 'updatedAt'>>,
  ): Promise<void>;
  insertPayout(payout: Payout): Promise<void>;
  updatePayout(
    id: string,
    patch: Partial<Pick<Payout, 'status' | 'fee' | 'ids' | 'failure' | 'approvedBy' | 'sequence' | 'updatedAt'>>,
  ): Promise<void>;
  appendPayoutHistory(payoutId: string, entry: PayoutHistoryEntry): Promise<void>;
  /** `false` when a notice of that key is there already. */
  insertNotice(notice: {
    provider: string;
    dedupeKey: string;
    body: Buffer;
    matched: boolean;
    receivedAt: Instant;
  }): Promise<boolean>;
  insertEvent(event: StoredEvent): Promise<void>;
  updateEvent(
    id: string,
    patch: Partial<Pick<StoredEvent, 'deliveredAt' | 'attempts' | 'nextAttemptAt' | 'abandoned'>>,
  ): Promise<void>;
  /** One job per kind and key. An earlier time wins over a later one; a claimed job is run again afterwards. */
  scheduleJob(job: { kind: JobKind; key: string; runAt: Instant; attempt?: number }): Promise<void>;
  dropJob(kind: JobKind, key: string): Promise<void>;
  /** `false` when the key is taken; then {@link StoreReads.findAnswer} tells by whom. */
  claimAnswer(claim: Omit<KeptAnswer, 'status' | 'body'>): Promise<boolean>;
  keepAnswer(scope: string, key: string, answer: { status: number; body: string }): Promise<void>;
  dropAnswer(scope: string, key: string): Promise<void>;
}

export interface Store extends StoreReads {
  /**
   * All or nothing, and durable when it resolves. The work must not wait for anything but the store: units of one turn
   * of the event loop share a transaction and its fsync, one after another. Throws {@link StorageUnavailable} when
   * nothing could be kept.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Take at most `limit` due jobs, of one lane or of all, for `leaseMs`; nobody else gets them meanwhile. */
  claimJobs(now: Instant, limit: number, leaseMs: number, lane?: JobLane): Promise<readonly Job[]>;
  completeJob(job: Job): Promise<void>;
  /** Run again at `runAt`. */
  retryJob(job: Job, runAt: Instant): Promise<void>;
  /** When the earliest job, of one lane or of all, is due; `undefined` when there is none. */
  nextJobAt(lane?: JobLane): Promise<Instant | undefined>;
  /** At start, by the only process there is: frees the jobs that an earlier one had when it died. How many. */
  releaseJobs(now: Instant): Promise<number>;
  /** Forgets kept answers made before that moment, finished or not. How many they were. */
  pruneAnswers(before: Instant): Promise<number>;
  /**
   * Forgets personal data that nothing has touched since then: customers of closed checkouts, what they typed and were
   * shown, events, notices, removed saved methods. The books (amounts, statuses, history) stay. How many rows they were.
   */
  forgetPersonalData(before: Instant): Promise<number>;
  /** Throws when the storage does not answer or migrations are missing. */
  check(): Promise<void>;
  close(): Promise<void>;
}

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

/** Tells who is watching a checkout that it changed. Called after the commit. */
export interface Changes {
  publish(checkoutId: string): void;
  /** Returns how to stop. */
  subscribe(checkoutId: string, listener: () => void): () => void;
}
