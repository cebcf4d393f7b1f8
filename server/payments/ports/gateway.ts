import type { Money } from '../../../shared/money.ts';
import type { PaymentStatus } from '../../../shared/payment-status.ts';
import type { RawNotification, ReadNotification, VerifiedNotification } from './notification.ts';
import type {
  PaymentOrder,
  PaymentRef,
  PayoutOrder,
  PayoutRef,
  RefundOrder,
  RefundRef,
  Unconfirmed,
} from './gateway-orders.ts';
import type { ProviderRefunds, SavedMethodReport, ProviderReport } from './provider-report.ts';

/**
 * The calls to one provider. Each throws {@link NotDelivered}, {@link Rejected} or {@link OutcomeUnknown} and nothing
 * else. A method that is missing is not supported by the provider.
 */
export interface Gateway {
  /** Creates a payment. With a `savedToken` it charges that; with `merchantInitiated` no customer is present. */
  create(order: PaymentOrder, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  /**
   * Asks for the status of a payment. Empty when a reference that the provider needs is not known yet. `unconfirmed`
   * replaces references that are not known; our reference in the answer tells whether it is about this payment.
   */
  inquire(payment: PaymentRef, signal: AbortSignal, unconfirmed?: Unconfirmed): Promise<readonly ProviderReport[]>;
  /** Cancels an unpaid payment or voids an authorized one. */
  cancel?(payment: PaymentRef, status: PaymentStatus, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  /** Sends the merchant's decision about a payment that the provider's fraud detection holds. */
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
  /** Asks for all refunds of a payment, also those made at the provider's side. */
  inquireProviderRefunds?(payment: PaymentRef, signal: AbortSignal): Promise<ProviderRefunds | undefined>;
  inquireSavedMethod?(token: string, signal: AbortSignal): Promise<SavedMethodReport>;
  removeSavedMethod?(token: string, signal: AbortSignal): Promise<void>;
  /** Sends money to a bank account. Never sent again unless it throws {@link NotDelivered}. */
  payout?(order: PayoutOrder, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  inquirePayout?(payout: PayoutRef, signal: AbortSignal): Promise<readonly ProviderReport[]>;
  balance?(signal: AbortSignal): Promise<readonly Balance[]>;
  /** Tells a lender that the customer has received the goods, so that it pays the merchant. */
  confirmReceipt?(payment: PaymentRef, signal: AbortSignal): Promise<void>;
  /**
   * `undefined`: its sender is not proven, and nothing of it may be used. Throws `MalformedNotification` where the
   * signature is in a body that cannot be read.
   */
  verify(raw: RawNotification): VerifiedNotification | undefined;
  /** Throws `MalformedNotification`. An event type that the adapter does not know reads as no reports. */
  read(notification: VerifiedNotification): ReadNotification;
}

/** The merchant's balance at a provider, in the smallest unit of the currency. */
export interface Balance {
  readonly currency: Money['currency'];
  readonly available: number;
  /** Held back by the provider. */
  readonly frozen?: number | undefined;
  /** Not available yet, or not held back yet. */
  readonly pending?: number | undefined;
}
