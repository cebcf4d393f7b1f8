import type { ChannelCode } from '../../../shared/channel.ts';
import type { Money } from '../../../shared/money.ts';
import type { Customer, Device, FeeBearer, Instant, Item, ProviderReferences } from '../model/model.ts';

/*
 * The arguments of a gateway. An order here is what we send to a provider to create a payment, refund or payout; the
 * merchant's order is the checkout. A ref finds at the provider what was created before.
 */

/** A payment to create. Amounts, references and the return URL are ours, never the browser's. */
export interface PaymentOrder {
  readonly merchantReference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly country: string;
  readonly expiresAt: Instant;
  /** The merchant's own number of the order, which its customers know. */
  readonly orderNumber?: string | undefined;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly device?: Device | undefined;
  readonly capture: 'automatic' | 'manual';
  /** The customer consented to saving the method. */
  readonly save: boolean;
  /** Charge this token instead of starting the channel's own flow. */
  readonly savedToken?: string | undefined;
  readonly merchantInitiated: boolean;
  readonly installments?: readonly number[] | undefined;
  /** Where the provider sends the customer's browser back to: `/v1/return/:paymentId` of ours. */
  readonly returnUrl: string;
  /** Where the provider sends notifications, for providers that take the URL with each order. */
  readonly notificationUrl: string;
  /** The customer's IP address as we saw it, when a customer is present. */
  readonly customerIp?: string | undefined;
}

/** What a gateway needs to find a payment at the provider. Nothing in it comes from a notification. */
export interface PaymentRef {
  readonly merchantReference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly providerReferences: ProviderReferences;
  readonly createdAt: Instant;
  /** As in {@link PaymentOrder}. */
  readonly expiresAt: Instant;
  /** It was made with a saved method, so no page was opened for it. */
  readonly usesSavedMethod: boolean;
  readonly country: string;
  /** Where the customer chose it: the instruction that an inquiry repeats must be for the same device. */
  readonly device?: Device | undefined;
  /** As in {@link PaymentOrder}; only with `capture`, which some providers register as an order of its own. */
  readonly returnUrl?: string | undefined;
  readonly notificationUrl?: string | undefined;
}

/** What notifications reported and no inquiry has confirmed. Only inquiries take it; commands never do. */
export interface Unconfirmed {
  /** References of the payment that are not known otherwise. */
  readonly providerReferences: ProviderReferences;
  /** The provider's transactions that were named. */
  readonly transactionIds: readonly string[];
}

export interface RefundOrder {
  readonly merchantReference: string;
  readonly money: Money;
  /** It refunds the whole payment. */
  readonly full: boolean;
  readonly reason?: string | undefined;
}

export interface RefundRef {
  readonly merchantReference: string;
  readonly providerReferences: ProviderReferences;
  /** References of a notification; valid only where the answer repeats our reference. */
  readonly unconfirmedReferences?: ProviderReferences | undefined;
  /** For providers that only report a refunded total: the amount of this refund, … */
  readonly money?: Money | undefined;
  /** … and the sum of all refunds of the payment that have succeeded before. */
  readonly refundedBefore?: number | undefined;
}

/** A payout to send. Bank and account are the recipient's: personal data. */
export interface PayoutOrder {
  /** Our reference of it at the provider, never reused: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly money: Money;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
  readonly notificationUrl: string;
}

/** What a gateway needs to find a payout at the provider. */
export interface PayoutRef {
  readonly merchantReference: string;
  readonly money: Money;
  readonly feeBearer: FeeBearer;
  readonly providerReferences: ProviderReferences;
}
