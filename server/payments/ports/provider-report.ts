import type { Instruction } from '../../../shared/instruction.ts';
import type { Money } from '../../../shared/money.ts';
import type { RefundStatus } from '../../../shared/payment-status.ts';
import type { Failure, Instant, PaymentOutcome, ProviderReferences } from '../model/model.ts';
import type { ProviderRejection } from './gateway-errors.ts';

/* What a provider reports. The domain decides whether it is applied. */

export type { PaymentOutcome };

export interface PaymentReport {
  readonly subject: 'payment';
  readonly outcome: PaymentOutcome;
  /** Our reference, as the provider repeats it. Must be present in notifications and answers to inquiries. */
  readonly merchantReference?: string | undefined;
  /** The provider's references of the payment, known before or new. */
  readonly providerReferences: ProviderReferences;
  /** The provider's transaction; must be present with `paid` and `authorized`. */
  readonly transactionId?: string | undefined;
  /** With `paid`: the amount that was received. With `authorized`: the amount that is authorized. */
  readonly money?: Money | undefined;
  readonly instruction?: Instruction | undefined;
  /** The provider's expiry of this payment, where it names one. */
  readonly expiresAt?: Instant | undefined;
  readonly failure?: Failure | undefined;
  /** With `processing`: the provider's fraud detection leaves the decision to the merchant. */
  readonly challenged?: boolean | undefined;
  /** Why it failed, where that is to be logged for the operator. */
  readonly rejection?: ProviderRejection | undefined;
  /** A token that this payment created and that can be charged later. */
  readonly savedToken?: string | undefined;
  /** The provider's own status, for the history. */
  readonly providerStatus: string;
}

export interface RefundReport {
  readonly subject: 'refund';
  /** `absent`: the provider listed every refund of the payment, and ours is not among them. */
  readonly outcome: RefundStatus | 'absent';
  readonly merchantReference?: string | undefined;
  readonly providerReferences: ProviderReferences;
  /** The provider's references of the payment that it is a refund of. */
  readonly paymentReferences?: ProviderReferences | undefined;
  readonly money?: Money | undefined;
  readonly failure?: Failure | undefined;
  /** Why it failed, where that is to be logged for the operator. */
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

/** All refunds of a payment, whoever made them: each of them, or only the total. */
export interface ProviderRefunds {
  readonly refunds?: readonly RefundReport[] | undefined;
  /** In the smallest unit of the payment's currency. */
  readonly total?: number | undefined;
}

export interface SavedMethodReport {
  readonly subject: 'saved_method';
  readonly outcome: 'active' | 'pending' | 'removed';
  readonly token: string;
  /** Our reference of the payment that created it, where the provider repeats it. */
  readonly merchantReference?: string | undefined;
  /** What the customer recognises it by: `•••• 4242`, `08•••••123`. */
  readonly masked?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly providerStatus: string;
}

/** What a provider reports about a payout. `unknown`: it is not known whether the provider accepted it. */
export interface PayoutReport {
  readonly subject: 'payout';
  readonly outcome: 'processing' | 'succeeded' | 'failed' | 'unknown';
  /** Our reference, as the provider repeats it. Must be present in notifications and answers to inquiries. */
  readonly merchantReference?: string | undefined;
  readonly providerReferences: ProviderReferences;
  /** The ordered amount, whether or not the fee is deducted from it. */
  readonly money?: Money | undefined;
  /** The provider's fee, in the smallest unit of the same currency. */
  readonly fee?: number | undefined;
  readonly failure?: Failure | undefined;
  /** Why it failed, where that is to be logged for the operator. */
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

export type ProviderReport = PaymentReport | RefundReport | SavedMethodReport | PayoutReport;
