import type { ChannelCode } from '../../../shared/channel.ts';
import type { Money } from '../../../shared/money.ts';
import type { Customer, Device, FeeBearer, Instant, Item, ProviderReferences } from '../model/model.ts';

/* What a gateway is told: orders of what is to be made, and references to what was made before. */

/** What a gateway is told to create. Amounts, references and return address are ours, never the browser's. */
export interface CreateOrder {
  readonly merchantReference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly country: string;
  readonly expiresAt: Instant;
  /** The shop's own number of the order: what its customer and its people know it by. */
  readonly orderNumber?: string | undefined;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly device?: Device | undefined;
  readonly capture: 'automatic' | 'manual';
  /** The customer agreed that the method is kept. */
  readonly save: boolean;
  /** Pay with this token instead of a channel's own flow. */
  readonly savedToken?: string | undefined;
  readonly merchantInitiated: boolean;
  readonly installments?: readonly number[] | undefined;
  /** Where the provider sends the customer's browser back to: ours, `/v1/return/:paymentId`. */
  readonly returnUrl: string;
  /** Where the provider may send notices, for providers that take the address with each order. */
  readonly notificationUrl: string;
  /** The customer's address as we saw it, when a customer is present. */
  readonly customerIp?: string | undefined;
}

/** What a gateway needs to find a payment again. Nothing in it was learned from a notification. */
export interface PaymentRef {
  readonly merchantReference: string;
  readonly channel: ChannelCode;
  readonly money: Money;
  readonly providerReferences: ProviderReferences;
  readonly createdAt: Instant;
  readonly country: string;
  /** As in {@link CreateOrder}; there with `capture`, which some providers register as an order of its own. */
  readonly returnUrl?: string | undefined;
  readonly notificationUrl?: string | undefined;
}

/** What notifications said and no inquiry has confirmed. An argument of questions: no command has a place for it. */
export interface Unconfirmed {
  /** Names for the payment that are not known otherwise. */
  readonly providerReferences: ProviderReferences;
  /** Money movements. */
  readonly transactionIds: readonly string[];
}

export interface RefundOrder {
  readonly merchantReference: string;
  readonly money: Money;
  /** The whole of what was paid is to be returned. */
  readonly full: boolean;
  readonly reason?: string | undefined;
}

export interface RefundRef {
  readonly merchantReference: string;
  readonly providerReferences: ProviderReferences;
  /** What a notification called it; good only where the answer bears our reference. */
  readonly unconfirmedReferences?: ProviderReferences | undefined;
  /** For providers that know no refunds, only how much of a payment went back: what this one was to return, … */
  readonly money?: Money | undefined;
  /** … and what all refunds of the payment that succeeded so far have returned. */
  readonly refundedBefore?: number | undefined;
}

/** What a gateway is told to pay out. Bank and account are the recipient's: personal. */
export interface PayoutOrder {
  /** Our name for it at the provider, unique for ever: letters and digits only, at most 32. */
  readonly merchantReference: string;
  readonly money: Money;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
  readonly notificationUrl: string;
}

/** What a gateway needs to find a payout again. */
export interface PayoutRef {
  readonly merchantReference: string;
  readonly money: Money;
  readonly feeBearer: FeeBearer;
  readonly providerReferences: ProviderReferences;
}
