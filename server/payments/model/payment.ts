import type { ChannelCode } from '../../../shared/channel.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import type { Currency, Money } from '../../../shared/money.ts';
import type { FailureCode, PaymentStatus, Review } from '../../../shared/payment-status.ts';
import type { Instant } from './instant.ts';

/**
 * The provider's identifiers of one payment (`request`, `payment`, `tXid` …): all that an inquiry or a command needs.
 */
export type ProviderReferences = Readonly<Record<string, string>>;

export interface Payment {
  readonly id: string;
  readonly checkoutId: string;
  readonly provider: string;
  readonly channel: ChannelCode;
  /** Our reference of it at the provider, never reused: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly status: PaymentStatus;
  /** The earlier of the checkout's expiry and the channel's. */
  readonly expiresAt: Instant;
  readonly instruction: Instruction;
  /** What the customer filled in for this channel. Personal data: encrypted at rest. */
  readonly fields: Readonly<Record<string, string>>;
  readonly device?: Device | undefined;
  readonly providerReferences: ProviderReferences;
  /** Reports of notifications that no inquiry has resolved yet, oldest first; at most 20. Only inquiries use them. */
  readonly unconfirmed: readonly UnconfirmedReport[];
  /** When the quick inquiry schedule was restarted by notifications. Newest last, at most 5. */
  readonly quickStarts: readonly Instant[];
  /** How many inquiries were sent, and when the newest one was. */
  readonly inquiries: number;
  readonly inquiredAt?: Instant | undefined;
  /** The provider's transaction that paid it. Money of any other transaction is `paid_twice`. */
  readonly transactionId?: string | undefined;
  /** Every incoming transaction that an inquiry confirmed, oldest first. */
  readonly received: readonly ReceivedMoney[];
  readonly failure?: Failure | undefined;
  readonly review?: Review | undefined;
  /** Since when a review has been open. */
  readonly reviewSince?: Instant | undefined;
  /** The amount of a manual capture; absent: the whole amount. */
  readonly capturedAmount?: number | undefined;
  /**
   * The larger of the sum of refunds that succeeded and the total that the provider reports. That total may include a
   * refund of ours whose outcome is still unknown here.
   */
  readonly refundedAmount: number;
  /** Refunds that only notifications reported, oldest first; at most 20. */
  readonly refundClaims?: readonly RefundClaim[] | undefined;
  /** When an inquiry first reported that it is paid or cannot be paid any more; absent: it may still be paid. */
  readonly providerClosedAt?: Instant | undefined;
  readonly reversedAt?: Instant | undefined;
  /** The saved method that it is paid with, or that it created. */
  readonly savedMethodId?: string | undefined;
  /** When the customer consented to saving the method; absent: no consent. */
  readonly saveConsentAt?: Instant | undefined;
  /** Since when its outcome has been unknown; absent unless it is `unknown`. */
  readonly unknownSince?: Instant | undefined;
  /** The id of the merchant's newest review decision about it. */
  readonly resolution?: string | undefined;
  /** The merchant charges a saved method while no customer is present. */
  readonly merchantInitiated: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Its encrypted members could not be decrypted, and are missing. */
  readonly unreadable?: true | undefined;
}

/** One incoming transaction, in the payment's currency. */
export interface ReceivedMoney {
  readonly transactionId: string;
  readonly amount: number;
  readonly at: Instant;
}

/** A refund made at the provider's side that a verified notification reported and no inquiry can confirm. */
export interface RefundClaim {
  readonly providerReferences: ProviderReferences;
  /** Absent: the notification named no amount. */
  readonly money?: Money | undefined;
  readonly receivedAt: Instant;
  /** The merchant has accepted or dismissed it. */
  readonly decided?: true | undefined;
}

/**
 * What one verified notification reported. It is never trusted as a status, a token or a reference of the payment: it
 * gives the next inquiries references to look for, and keeps them going until one of them confirms or refutes it.
 */
export interface UnconfirmedReport {
  readonly providerReferences: ProviderReferences;
  /** The provider's transaction that it named. */
  readonly transactionId?: string | undefined;
  /** What it claims: an outcome of the payment, or `token`: that a saved method was created. */
  readonly outcome: PaymentOutcome | 'token';
  readonly receivedAt: Instant;
  /** How many inquiries were answered and did not confirm it. */
  readonly contradicted: number;
}

/** The outcomes that a provider can report. `unknown`: our command was sent and its outcome is not known. */
export const PAYMENT_OUTCOMES = [
  'requires_action',
  'processing',
  'authorized',
  'paid',
  'failed',
  'expired',
  'canceled',
  'reversed',
  'unknown',
] as const;
export type PaymentOutcome = (typeof PAYMENT_OUTCOMES)[number];

export interface Device {
  readonly kind: 'mobile' | 'desktop';
  readonly os?: string | undefined;
}

export interface Failure {
  readonly code: FailureCode;
  /** The provider's own code, for the merchant and for logs. */
  readonly providerCode?: string | undefined;
  /** More detail than the code: a sentence of ours for the merchant, never the provider's text. */
  readonly reason?: string | undefined;
  /** The provider did not receive the request, so it may be sent again without an inquiry. */
  readonly undelivered?: true | undefined;
}
