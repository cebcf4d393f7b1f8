import type { ChannelCode } from '../../../shared/channel.ts';
import type { EventType } from '../../../shared/event-type.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import type { Currency, Money } from '../../../shared/money.ts';
import type {
  CheckoutStatus,
  FailureCode,
  PaymentStatus,
  PayoutStatus,
  RefundOrigin,
  RefundStatus,
  Review,
} from '../../../shared/payment-status.ts';

/*
 * Glossary. A storefront makes a *checkout*: one order to be paid. The customer picks a *channel*; each attempt to pay
 * is a *payment*, made at one *provider*. The provider answers with an *instruction*: what the customer does next.
 * What a provider says about a payment is *testimony*; testimony we have weighed is *evidence* in the payment's
 * history. A fact told to the storefront is an *event*. A *payout* goes the other way: from the merchant's balance at a
 * provider to a bank account.
 */

/** Milliseconds since 1970 UTC, from the clock that was handed in. */
export type Instant = number;

export interface Address {
  readonly line1?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

/** Personal data: encrypted at rest, never logged. */
export interface Customer {
  readonly reference?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly address?: Address | undefined;
}

export interface Item {
  readonly name: string;
  readonly quantity: number;
  readonly unitAmount: number;
}

export interface Checkout {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  /** ISO 3166, two capitals. */
  readonly country: string;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly returnUrl: string;
  readonly expiresAt: Instant;
  /** The only channels to be offered; absent: all that fit. */
  readonly channels?: readonly ChannelCode[] | undefined;
  readonly capture: 'automatic' | 'manual';
  readonly savePayment: 'never' | 'offer' | 'require';
  readonly installments?: readonly number[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly status: CheckoutStatus;
  /** Rises with every event of this checkout. */
  readonly sequence: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** What is kept sealed of it could not be opened, and is missing. */
  readonly unreadable?: true | undefined;
}

/** The provider's names for one payment (`request`, `payment`, `tXid` …): whatever it needs to be asked again. */
export type ProviderReferences = Readonly<Record<string, string>>;

export interface Payment {
  readonly id: string;
  readonly checkoutId: string;
  readonly provider: string;
  readonly channel: ChannelCode;
  /** Our name for it at the provider, unique for ever: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly status: PaymentStatus;
  /** The earlier of the checkout's and the channel's. */
  readonly expiresAt: Instant;
  readonly instruction: Instruction;
  /** What the customer filled in for this channel. Personal: encrypted at rest. */
  readonly fields: Readonly<Record<string, string>>;
  readonly device?: Device | undefined;
  readonly providerReferences: ProviderReferences;
  /** What notifications said and no inquiry has settled yet, oldest first; at most 20. To ask with, nothing else. */
  readonly unconfirmed: readonly UnconfirmedReport[];
  /** When the quick schedule of questions began: with the instruction, then anew for news. Newest last, at most 6. */
  readonly quickStarts: readonly Instant[];
  /** How often the provider was asked, and when the newest question was sent. */
  readonly inquiries: number;
  readonly inquiredAt?: Instant | undefined;
  /** The one money movement that paid it. Another one is `paid_twice`. */
  readonly transactionId?: string | undefined;
  /** Every money movement that an inquiry confirmed, oldest first. */
  readonly received: readonly ReceivedMoney[];
  readonly failure?: Failure | undefined;
  readonly review?: Review | undefined;
  /** What was really taken by a manual capture; absent: the whole amount. */
  readonly capturedAmount?: number | undefined;
  /**
   * What went back: the larger of all refunds that succeeded and of what the provider says in all, which may count one
   * of ours whose outcome is still open.
   */
  readonly refundedAmount: number;
  /** Refunds that only notifications told of, oldest first; at most 20. */
  readonly refundClaims?: readonly RefundClaim[] | undefined;
  readonly reversedAt?: Instant | undefined;
  /** The saved method it is paid with, or that it created. */
  readonly savedMethodId?: string | undefined;
  /** The customer's consent to save, and when it was given. */
  readonly saveConsentAt?: Instant | undefined;
  /** Since when nobody knows what became of it; absent unless it is `unknown`. */
  readonly unknownSince?: Instant | undefined;
  /** The id of the newest decision of a person about it. */
  readonly resolution?: string | undefined;
  /** The merchant charges a saved method; no customer is present. */
  readonly merchantInitiated: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** What is kept sealed of it could not be opened, and is missing. */
  readonly unreadable?: true | undefined;
}

/** One money movement, once, in the payment's currency. */
export interface ReceivedMoney {
  readonly transactionId: string;
  readonly amount: number;
  readonly at: Instant;
}

/** A refund at the provider's side that a verified notification told of and no question can show: hearsay. */
export interface RefundClaim {
  readonly providerReferences: ProviderReferences;
  /** Absent: no amount was told. */
  readonly money?: Money | undefined;
  readonly receivedAt: Instant;
  /** A person has accepted or dismissed it. */
  readonly decided?: true | undefined;
}

/**
 * What one verified notification said. Its sender may be lying about all of it, so nothing here is a reference of the
 * payment, a token or a status: it lends names to the next inquiry and keeps the payment asked about until one settles it.
 */
export interface UnconfirmedReport {
  readonly providerReferences: ProviderReferences;
  /** The money movement that it spoke of. */
  readonly transactionId?: string | undefined;
  /** Its claim: a payment's outcome, or `token` where a saved method is said to exist. */
  readonly outcome: PaymentOutcome | 'token';
  readonly receivedAt: Instant;
  /** How many answered inquiries said otherwise. */
  readonly contradicted: number;
}

/** What a provider says about a payment. `unknown`: our command was sent and its outcome is not known. */
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
  /** The provider's own code, for the merchant's eyes and our logs. */
  readonly providerCode?: string | undefined;
  /** Why, more exactly than the code: a sentence of ours for the merchant, never the provider's text. */
  readonly reason?: string | undefined;
  /** The provider surely received nothing: it was not refused, and may be sent again without asking about it. */
  readonly undelivered?: true | undefined;
}

/** One thing that was said or done, and what it made of the status; kept for ever. */
export interface HistoryEntry<Status = PaymentStatus> {
  readonly at: Instant;
  /** What it came from: `command`, `inquiry`, `notification`, `clock`, `merchant` or `customer`. */
  readonly source: string;
  readonly said: string;
  readonly from: Status;
  readonly to: Status;
  readonly note?: string | undefined;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  /** Our name for it at the provider. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly status: RefundStatus;
  readonly origin: RefundOrigin;
  readonly reason?: string | undefined;
  /** The review that it has ended, and raises again should it fail. */
  readonly resolves?: Review | undefined;
  readonly providerReferences: ProviderReferences;
  /** What a notification called it and no inquiry has confirmed: to ask with, nothing else. */
  readonly unconfirmedReferences: ProviderReferences;
  readonly failure?: Failure | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface SavedMethod {
  readonly id: string;
  readonly customerReference: string;
  readonly provider: string;
  readonly channel: ChannelCode;
  readonly currency: Currency;
  readonly country: string;
  /** The provider's token. Encrypted at rest; leaves only towards the provider. */
  readonly token: string;
  readonly label: string;
  readonly masked?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  /** `pending`: heard of, not yet confirmed by asking the provider. */
  readonly status: 'pending' | 'active' | 'removed';
  /** The payment whose customer agreed to save. */
  readonly paymentId: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** What is kept sealed of it could not be opened, and is missing. */
  readonly unreadable?: true | undefined;
}

/** Who pays the provider's fee: it comes out of the amount, or on top of it out of the merchant's balance. */
export type FeeBearer = 'recipient' | 'merchant';

/** Money sent out, once. */
export interface Payout {
  readonly id: string;
  readonly provider: string;
  /** The merchant's own name for it. Of those that share one at most one is not `failed`. */
  readonly reference: string;
  /** Our name for it at the provider, unique for ever: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly bankCode: string;
  /** The recipient's. Personal, like the name: encrypted at rest, never logged. */
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
  readonly status: PayoutStatus;
  readonly fee?: number | undefined;
  readonly providerReferences: ProviderReferences;
  readonly failure?: Failure | undefined;
  /** Which payout key asked for it, and which one let it go: digests. */
  readonly madeBy: string;
  /** As of a payment. */
  readonly unknownSince?: Instant | undefined;
  /** The id of a person's decision about it, and when it was made. */
  readonly resolution?: string | undefined;
  readonly resolvedAt?: Instant | undefined;
  readonly approvedBy?: string | undefined;
  /** Rises with every event of this payout. */
  readonly sequence: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** What is kept sealed of it could not be opened, and is missing. */
  readonly unreadable?: true | undefined;
}

export type PayoutHistoryEntry = HistoryEntry<PayoutStatus>;

/** A fact for the storefront. `body` is the JSON text that is signed and sent, the same bytes on every try. */
export interface StoredEvent {
  readonly id: string;
  readonly type: EventType;
  /** The id of the checkout or payout that it is about: `sequence` counts its events, and they are delivered in order. */
  readonly stream: string;
  readonly sequence: number;
  readonly body: string;
  readonly createdAt: Instant;
  readonly deliveredAt?: Instant | undefined;
  /** Tries so far. When all scheduled tries failed it waits for `redeliver`. */
  readonly deliveryAttempts: number;
  /** After a failed try: not to be sent again before. Means nothing while `attempts` is 0. */
  readonly retryAt?: Instant | undefined;
  readonly deliveryExhausted: boolean;
  /** What came of the last try. */
  readonly lastAnswer?: EventResponse | undefined;
  /** Since when the storefront definitely refuses it: later events of its stream may pass it. */
  readonly refusedSince?: Instant | undefined;
  /** Somebody asked for it: it is sent also where its type was not chosen. */
  readonly requested?: boolean | undefined;
  /** A try beside the schedule, once the storefront answers again after an outage. */
  readonly probeAt?: Instant | undefined;
  /** What is kept sealed of it could not be opened, and is missing. */
  readonly unreadable?: true | undefined;
}

/** A status of the storefront's, or a word for why there was none. */
export interface EventResponse {
  readonly at: Instant;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}
