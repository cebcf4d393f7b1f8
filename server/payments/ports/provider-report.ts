import type { Instruction } from '../../../shared/instruction.ts';
import type { Money } from '../../../shared/money.ts';
import type { RefundStatus } from '../../../shared/payment-status.ts';
import type { Failure, Instant, PaymentOutcome, ProviderReferences } from '../model/model.ts';
import type { ProviderRejection } from './gateway-errors.ts';

/* What a provider says. Whether it is believed, the domain decides. */

export type { PaymentOutcome };

export interface PaymentReport {
  readonly subject: 'payment';
  readonly outcome: PaymentOutcome;
  /** Our reference as the provider gives it back. Must be there when `source` is a notice or an inquiry. */
  readonly merchantReference?: string | undefined;
  /** Provider references that this teaches or repeats. */
  readonly providerReferences: ProviderReferences;
  /** The money movement this is about; with `paid` and `authorized` it must be there. */
  readonly transactionId?: string | undefined;
  /** With `paid`: what was really taken. With `authorized`: what is held. */
  readonly money?: Money | undefined;
  readonly instruction?: Instruction | undefined;
  /** The provider's own end of this payment, when it names one. */
  readonly expiresAt?: Instant | undefined;
  readonly failure?: Failure | undefined;
  /** With `processing`: the provider's fraud detection leaves it to the merchant. */
  readonly challenged?: boolean | undefined;
  /** Where it failed by something that the operator should read of. */
  readonly rejection?: ProviderRejection | undefined;
  /** A token that can be charged later, made by this payment. */
  readonly savedToken?: string | undefined;
  /** The provider's own word for the status, for the history. */
  readonly providerStatus: string;
}

export interface RefundReport {
  readonly subject: 'refund';
  /** `absent`: asked, the provider has named every refund of the payment, and ours is not among them. */
  readonly outcome: RefundStatus | 'absent';
  readonly merchantReference?: string | undefined;
  readonly providerReferences: ProviderReferences;
  /** The provider's names for the payment that it is a refund of. */
  readonly paymentReferences?: ProviderReferences | undefined;
  readonly money?: Money | undefined;
  readonly failure?: Failure | undefined;
  /** Where it failed by something that the operator should read of. */
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

/** What went back of a payment, whoever wished it: every refund that the provider names, or how much it is in all. */
export interface ProviderRefunds {
  readonly refunds?: readonly RefundReport[] | undefined;
  /** In the smallest unit of the payment's currency. */
  readonly total?: number | undefined;
}

export interface SavedMethodReport {
  readonly subject: 'saved_method';
  readonly outcome: 'active' | 'pending' | 'removed';
  readonly token: string;
  /** Our reference of the payment that made it, where the provider repeats it. */
  readonly merchantReference?: string | undefined;
  /** What the customer recognises: `•••• 4242`, `08•••••123`. */
  readonly masked?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly providerStatus: string;
}

/** What a provider says about money that went out. `unknown`: nobody knows whether it was taken on. */
export interface PayoutReport {
  readonly subject: 'payout';
  readonly outcome: 'processing' | 'succeeded' | 'failed' | 'unknown';
  /** Our reference as the provider gives it back. Must be there when `source` is a notice or an inquiry. */
  readonly merchantReference?: string | undefined;
  readonly providerReferences: ProviderReferences;
  /** What we asked to be paid out; whether the fee came out of it is the order's affair. */
  readonly money?: Money | undefined;
  /** What the provider takes for it, in the smallest unit of the same currency. */
  readonly fee?: number | undefined;
  readonly failure?: Failure | undefined;
  /** Where it failed by something that the operator should read of. */
  readonly rejection?: ProviderRejection | undefined;
  readonly providerStatus: string;
}

export type ProviderReport = PaymentReport | RefundReport | SavedMethodReport | PayoutReport;
