import type { Money } from '../../../shared/money.ts';
import type { PaymentStatus } from '../../../shared/payment-status.ts';
import type { RawNotification, ReadNotification, VerifiedNotification } from './notification.ts';
import type { CreateOrder, PaymentRef, PayoutOrder, PayoutRef, RefundOrder, RefundRef, Unconfirmed } from './orders.ts';
import type { ProviderRefunds, SavedMethodReport, ProviderReport } from './provider-report.ts';

/**
 * The verbs. Everything that goes over the network throws {@link NotDelivered}, {@link Rejected} or
 * {@link OutcomeUnknown} and nothing else.
 */
export interface Gateway {
  /** With a `savedToken` it is paid by that; `merchantInitiated` says that no customer is present. */
  create(order: CreateOrder, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  /**
   * Empty when the provider cannot be asked yet, because a reference that it needs is not known. What is unconfirmed
   * stands in for what is not known; the answer's own reference tells whether it was about this payment.
   */
  inquire(payment: PaymentRef, signal: AbortSignal, unconfirmed?: Unconfirmed): Promise<readonly ProviderReport[]>;
  /** Withdraw an unpaid or void an authorized payment. */
  cancel?(payment: PaymentRef, status: PaymentStatus, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  /** Answers what the provider's fraud detection has left to the merchant. */
  decideChallenge?(
    payment: PaymentRef,
    verdict: 'approve' | 'deny',
    signal: AbortSignal,
  ): Promise<readonly ProviderReport[]>;
  confirm?(payment: PaymentRef, otp: string, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  resendOtp?(payment: PaymentRef, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  capture?(payment: PaymentRef, money: Money, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  refund?(payment: PaymentRef, refund: RefundOrder, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  inquireRefund?(payment: PaymentRef, refund: RefundRef, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  /** What went back of a paid payment, also what somebody returned at the provider's side. */
  inquireProviderRefunds?(payment: PaymentRef, signal: AbortSignal): Promise<ProviderRefunds | undefined>;
  inquireSavedMethod?(token: string, signal: AbortSignal): Promise<SavedMethodReport>;
  removeSavedMethod?(token: string, signal: AbortSignal): Promise<void>;
  /** Sends money to a bank account. Never sent again by anybody unless it throws {@link NotDelivered}. */
  payout?(order: PayoutOrder, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  inquirePayout?(payout: PayoutRef, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  balance?(signal: AbortSignal): Promise<readonly Balance[]>;
  /** The customer has the goods: a lender that pays out only then is told so. */
  confirmReceipt?(payment: PaymentRef, signal: AbortSignal): Promise<void>;
  /**
   * `undefined`: not proven, and nothing of it may be believed. Throws `MalformedNotification` where the proof lies in a
   * body that cannot be read.
   */
  verify(raw: RawNotification): VerifiedNotification | undefined;
  /** Throws `MalformedNotification`. An event it does not know reads as no testimony. */
  read(notification: VerifiedNotification): ReadNotification;
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
