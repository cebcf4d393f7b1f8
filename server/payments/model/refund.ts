import type { Currency } from '../../../shared/money.ts';
import type { RefundOrigin, RefundStatus, Review } from '../../../shared/payment-status.ts';
import type { Instant } from './instant.ts';
import type { Failure, ProviderReferences } from './payment.ts';

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  /** Our reference of it at the provider. */
  readonly merchantReference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly status: RefundStatus;
  readonly origin: RefundOrigin;
  readonly reason?: string | undefined;
  /** The review that it closed. Should the refund fail, that review is opened again. */
  readonly resolves?: Review | undefined;
  readonly providerReferences: ProviderReferences;
  /** References of a notification that no inquiry has confirmed. Only inquiries use them. */
  readonly unconfirmedReferences: ProviderReferences;
  readonly failure?: Failure | undefined;
  /** Since when its outcome has been unknown; absent unless it is `unknown`. */
  readonly unknownSince?: Instant | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
