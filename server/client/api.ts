import type * as z from 'zod/mini';
import type { capturePaymentRequest } from '../../shared/api/capture-payment.ts';
import type { createChargeRequest } from '../../shared/api/create-charge.ts';
import type { createCheckoutRequest, CreateCheckoutResponse } from '../../shared/api/create-checkout.ts';
import type { createPayoutRequest } from '../../shared/api/create-payout.ts';
import type { EventView } from '../../shared/api/event-view.ts';
import type { ListBalancesResponse } from '../../shared/api/list-balances.ts';
import type { ListBanksResponse } from '../../shared/api/list-banks.ts';
import type { ListCheckoutsResponse } from '../../shared/api/list-checkouts.ts';
import type { ListEventsResponse } from '../../shared/api/list-events.ts';
import type { ListPaymentHistoryResponse } from '../../shared/api/list-payment-history.ts';
import type { ListPaymentsResponse } from '../../shared/api/list-payments.ts';
import type { ListPayoutsResponse } from '../../shared/api/list-payouts.ts';
import type { ListSavedMethodsResponse } from '../../shared/api/list-saved-methods.ts';
import type { PayoutDetail, PayoutView } from '../../shared/api/payout-views.ts';
import type { refundPaymentRequest } from '../../shared/api/refund-payment.ts';
import type { RenewTokenResponse } from '../../shared/api/renew-token.ts';
import type { resolvePaymentRequest } from '../../shared/api/resolve-payment.ts';
import type { resolvePayoutRequest } from '../../shared/api/resolve-payout.ts';
import type { CheckoutView, PaymentDetail, RefundView, StorefrontSavedMethodView } from '../../shared/api/views.ts';
import type { CheckoutStatus, PaymentStatus, PayoutStatus } from '../../shared/payment-status.ts';

export type NewCheckout = z.input<typeof createCheckoutRequest>;
export type NewCharge = z.input<typeof createChargeRequest>;
export type NewPayout = z.input<typeof createPayoutRequest>;

export interface CallOptions {
  /** Ends the call, also while it waits to be repeated; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The same key makes the same call, for 30 days. Without it each call has a random one, which it keeps while it is
   * repeated. 1 to 255 printable ASCII characters.
   */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Of calls that move money: name the decision (`refund-of-return-77`), and store the name before you call. Whoever repeats
 * it after a crash then repeats the call, and moves the money once.
 */
export interface MoneyOptions extends CallOptions {
  readonly idempotencyKey: string;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

/** One page; go on with `cursor: page.nextCursor` until that is `null`. */
export interface PageOptions extends ReadOptions {
  readonly cursor?: string | undefined;
  /** 1 to 100. Default: 20. */
  readonly limit?: number | undefined;
}

/** The storefront API, and with a payout key the payout API. What each call does: `/docs` of the server. */
export interface KasirClient {
  readonly checkouts: {
    create(checkout: NewCheckout, options?: CallOptions): Promise<CreateCheckoutResponse>;
    get(id: string, options?: ReadOptions): Promise<CheckoutView>;
    list(
      query?: PageOptions & { readonly reference?: string | undefined; readonly status?: CheckoutStatus | undefined },
    ): Promise<ListCheckoutsResponse>;
    /** A fresh token for the page; it ends after 30 minutes. */
    renewToken(id: string, options?: CallOptions): Promise<RenewTokenResponse>;
    cancel(id: string, options?: CallOptions): Promise<CheckoutView>;
  };
  readonly payments: {
    get(id: string, options?: ReadOptions): Promise<PaymentDetail>;
    list(
      query?: PageOptions & { readonly checkoutId?: string | undefined; readonly status?: PaymentStatus | undefined },
    ): Promise<ListPaymentsResponse>;
    history(id: string, page?: PageOptions): Promise<ListPaymentHistoryResponse>;
    /** Asks the provider, and answers with the payment afterwards. */
    inquire(id: string, options?: CallOptions): Promise<PaymentDetail>;
    /** Voids an unpaid or authorized payment. */
    cancel(id: string, body: { readonly reason?: string | undefined }, options?: CallOptions): Promise<PaymentDetail>;
    capture(id: string, body: z.input<typeof capturePaymentRequest>, options: MoneyOptions): Promise<PaymentDetail>;
    refund(id: string, body: z.input<typeof refundPaymentRequest>, options: MoneyOptions): Promise<RefundView>;
    /** Ends a review, or an outcome that stays unknown, by a person's decision. */
    resolve(id: string, body: z.input<typeof resolvePaymentRequest>, options: MoneyOptions): Promise<PaymentDetail>;
    /** Tells a lender that the customer has the goods. */
    confirmReceipt(id: string, options?: CallOptions): Promise<PaymentDetail>;
  };
  readonly charges: {
    /** Charges a saved method while no customer is present. */
    create(charge: NewCharge, options: MoneyOptions): Promise<PaymentDetail>;
  };
  readonly savedMethods: {
    /** Of one customer, by the storefront's own reference. */
    list(customerReference: string, options?: ReadOptions): Promise<ListSavedMethodsResponse>;
    remove(id: string, options?: ReadOptions): Promise<StorefrontSavedMethodView>;
  };
  readonly events: {
    /** The log, oldest first. */
    list(page?: PageOptions): Promise<ListEventsResponse>;
    redeliver(id: string, options?: CallOptions): Promise<EventView>;
  };
  /** With the payout key, which the others do not take. */
  readonly payouts: {
    create(payout: NewPayout, options: MoneyOptions): Promise<PayoutView>;
    get(id: string, options?: ReadOptions): Promise<PayoutDetail>;
    list(
      query?: PageOptions & { readonly reference?: string | undefined; readonly status?: PayoutStatus | undefined },
    ): Promise<ListPayoutsResponse>;
    /** With another payout key than its creator's. */
    approve(id: string, options?: CallOptions): Promise<PayoutView>;
    resolve(id: string, body: z.input<typeof resolvePayoutRequest>, options?: CallOptions): Promise<PayoutView>;
    balances(options?: ReadOptions): Promise<ListBalancesResponse>;
    banks(options?: ReadOptions): Promise<ListBanksResponse>;
  };
}
