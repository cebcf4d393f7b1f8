import type { Currency } from '../../../shared/money.ts';
import type { PayoutStatus } from '../../../shared/payment-status.ts';
import type { Instant } from './instant.ts';
import type { Failure, ProviderReferences } from './payment.ts';

/** Who pays the provider's fee. `recipient`: it is deducted from the amount. `merchant`: it is charged on top. */
export type FeeBearer = 'recipient' | 'merchant';

/** A transfer from the merchant's balance to a bank account; sent at most once. */
export interface Payout {
  readonly id: string;
  readonly provider: string;
  /** The merchant's own reference. Of the payouts that share one, at most one is not `failed`. */
  readonly reference: string;
  /** Our reference of it at the provider, never reused: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly bankCode: string;
  /** The recipient's. Personal data, like the name: encrypted at rest, never logged. */
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
  readonly status: PayoutStatus;
  readonly fee?: number | undefined;
  readonly providerReferences: ProviderReferences;
  readonly failure?: Failure | undefined;
  /** Who created it: a digest of a payout key, or {@link operatorId}. */
  readonly madeBy: string;
  /** Since when its outcome has been unknown; absent unless it is `unknown`. */
  readonly unknownSince?: Instant | undefined;
  /** The id of the merchant's decision about its unknown outcome, and when it was made. */
  readonly resolution?: string | undefined;
  readonly resolvedAt?: Instant | undefined;
  /** Who approved it, in the same form. */
  readonly approvedBy?: string | undefined;
  /** Incremented with every event of this payout. */
  readonly sequence: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Its encrypted members could not be decrypted, and are missing. */
  readonly unreadable?: true | undefined;
}
