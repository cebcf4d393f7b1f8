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
import type { IdempotencyRecord } from './idempotency-record.ts';
import type { Page, PageRequest } from './page.ts';
import type { ReadableNotification, StoredNotification } from './stored-notification.ts';

export interface EventPageRequest extends PageRequest {
  /** Without a cursor: the id of the event after which the page begins, or `latest`: an empty one, with the cursor of the end. */
  readonly after?: string | undefined;
}

export interface CheckoutWithPayments {
  readonly checkout: Checkout;
  /** Newest first. */
  readonly payments: readonly Payment[];
}

/**
 * Reads, in a transaction or outside one. Lists are newest first and continue at the cursor; a cursor that is not valid
 * for the list throws {@link UnknownCursor}.
 */
export interface StoreReads {
  findCheckout(id: string): Promise<Checkout | undefined>;
  findCheckoutWithPayments(id: string): Promise<CheckoutWithPayments | undefined>;
  /** The open or paid checkout with this reference. */
  findLiveCheckout(reference: string): Promise<Checkout | undefined>;
  listCheckouts(
    filter: { reference?: string | undefined; status?: CheckoutStatus | undefined },
    page: PageRequest,
  ): Promise<Page<Checkout>>;
  /**
   * The position of each of these checkouts, by its id: a text that changes with every change of the checkout or its
   * payments. One that does not exist has none.
   */
  positionsOf(checkoutIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  findPayment(id: string): Promise<Payment | undefined>;
  findPaymentByMerchantReference(reference: string): Promise<Payment | undefined>;
  findPaymentByProviderReference(provider: string, name: string, value: string): Promise<Payment | undefined>;
  /** Newest first. */
  paymentsOf(checkoutId: string): Promise<readonly Payment[]>;
  listPayments(
    filter: {
      checkoutId?: string | undefined;
      status?: PaymentStatus | undefined;
      /** Those of a provider that were created since then: without a time all payments might be read. */
      ofProvider?: { readonly provider: string; readonly since: Instant } | undefined;
    },
    page: PageRequest,
  ): Promise<Page<Payment>>;
  /** Payments that are not final, of providers other than these; oldest first, at most a hundred. */
  openPaymentsElsewhere(providers: readonly string[]): Promise<readonly Payment[]>;
  /** The same for refunds, with the provider of their payment, and for payouts. */
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
  /**
   * Newest first. A provider may give several customers the same token. In a unit of work the token is locked until it
   * ends: no other unit finds or inserts one meanwhile.
   */
  savedMethodsByToken(provider: string, token: string): Promise<readonly SavedMethod[]>;
  /** The active ones, last used first. */
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
  /** Oldest first: a storefront reads the events like a log. */
  listEvents(page: EventPageRequest): Promise<Page<StoredEvent>>;
  /** The events of a checkout or payout that are neither delivered nor exhausted, in order; at most 100. */
  undeliveredOf(stream: string): Promise<readonly StoredEvent[]>;
  /** A later event of its stream has been sent already. */
  wasOvertaken(event: Pick<StoredEvent, 'stream' | 'sequence'>): Promise<boolean>;
  /** Newest first. An empty `subject`: those that matched nothing. */
  listNotifications(
    filter: { provider?: string | undefined; subject?: string | undefined },
    page: PageRequest,
  ): Promise<Page<StoredNotification>>;
  findNotification(id: string): Promise<ReadableNotification | undefined>;
  findIdempotencyRecord(scope: string, key: string): Promise<IdempotencyRecord | undefined>;
}
