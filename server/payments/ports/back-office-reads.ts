import type { ChannelCode } from '../../../shared/channel.ts';
import type { PaymentStatus } from '../../../shared/payment-status.ts';
import type { Instant, Payment, Payout, Refund, StoredEvent } from '../model/model.ts';
import type { Page, PageRequest } from './page.ts';

/** Which payments a person looks for. */
export interface PaymentFilter {
  readonly status?: PaymentStatus | undefined;
  readonly provider?: string | undefined;
  readonly channel?: ChannelCode | undefined;
  /** Only those under review. */
  readonly inReview?: boolean | undefined;
  readonly createdSince?: Instant | undefined;
}

/** How many payments that were created in a time have this provider, channel and status now. */
export interface PaymentCount {
  readonly provider: string;
  readonly channel: string;
  readonly status: PaymentStatus;
  readonly count: number;
}

/** A stored notification, without what it said. */
export interface ReceivedNotification {
  readonly provider: string;
  readonly receivedAt: Instant;
  /** The length of its body. */
  readonly bytes: number;
}

/** What waits for a person's decision; oldest first, at most 100 of each. */
export interface Undecided {
  readonly reviews: readonly Payment[];
  readonly unknownPayments: readonly Payment[];
  readonly unknownRefunds: readonly Refund[];
  readonly unknownPayouts: readonly Payout[];
  readonly awaitingApproval: readonly Payout[];
}

/** Reads of the back office. Each is limited in what it walks over, however much is stored. */
export interface BackOfficeReads {
  /**
   * Newest first. One call looks at `mostScanned` payments at most (default 5000), so a page may be short or empty and
   * still have a `nextCursor`, which goes on from there.
   *
   * @throws {UnknownCursor}
   */
  scanPayments(filter: PaymentFilter, page: PageRequest, mostScanned?: number): Promise<Page<Payment>>;
  /** Payments of any provider that ever had this reference there; newest first, at most 20. */
  paymentsByAnyProviderReference(value: string): Promise<readonly Payment[]>;
  /** The newest 100 events of a checkout or payout, oldest first. */
  eventsOf(stream: string): Promise<readonly StoredEvent[]>;
  /** The newest 50 notifications about a payment, refund or payout; oldest first. */
  notificationsAbout(provider: string, subject: string): Promise<readonly ReceivedNotification[]>;
  /** Outcomes that are unknown count from `unknownBefore` on back. */
  undecided(unknownBefore: Instant): Promise<Undecided>;
  /** Of the payments whose ids were made in this time. */
  countPayments(from: Instant, until: Instant): Promise<readonly PaymentCount[]>;
}
