import type { ChannelCode } from '../../../shared/channel.ts';
import type { Money } from '../../../shared/money.ts';
import type { Device } from '../model/model.ts';
import type { LocalizedText } from '../model/localized-text.ts';
import type { Gateway } from './gateway.ts';
import type { RequestPriority } from './request-budget.ts';

/* What providers offer, as the domain sees it: typed facts instead of provider names. */

/** One channel at one provider. Amounts are in the smallest unit of the currency. */
export interface Offer {
  readonly provider: string;
  readonly channel: ChannelCode;
  readonly currency: Money['currency'];
  readonly country: string;
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  /** How long the customer can pay where the checkout does not expire sooner. */
  readonly expiresAfterSeconds?: number | undefined;
  /** The provider lets us choose the expiry within these bounds; absent: it cannot be chosen. */
  readonly expiryBounds?: { readonly minSeconds: number; readonly maxSeconds: number } | undefined;
  readonly fields: readonly OfferField[];
  readonly supports: {
    readonly save: boolean;
    /** The channel can only be used together with saving. */
    readonly saveRequired: boolean;
    readonly manualCapture: boolean;
    readonly partialCapture: boolean;
    readonly cancel: boolean;
    readonly refund: 'none' | 'full' | 'partial';
    /** A saved method of this channel can be charged while no customer is present. */
    readonly merchantInitiated: boolean;
    /** The lender waits for the merchant's confirmation that the customer has received the goods. */
    readonly confirmReceipt?: boolean | undefined;
  };
  /** Where the customer can use it; absent: anywhere. */
  readonly devices?: readonly Device['kind'][] | undefined;
  /** Money can move without a further action of the customer: an unknown outcome then blocks other payments. */
  readonly chargesAtOnce: boolean;
  /** The provider sends a push to the customer's phone: they can approve it although nothing was shown by us. */
  readonly pushes?: boolean | undefined;
  /** A code that can be paid again and again: it is closed at the provider after its first payment. */
  readonly closeAfterPaid: boolean;
  /** After a payment's end, the provider may go on notifying us of its money for so long; absent: not documented. */
  readonly lastNotificationSeconds?: number | undefined;
}

export interface OfferField {
  readonly name: string;
  readonly type: 'text' | 'phone' | 'email' | 'select';
  readonly required: boolean;
  readonly label: LocalizedText;
  readonly options?: readonly { readonly value: string; readonly label: LocalizedText }[] | undefined;
  /**
   * Phone numbers are matched in E.164. Applied after a length limit of 200. A value of the checkout's customer that
   * does not match is not used, so that the customer is asked.
   */
  readonly pattern?: TextRule | undefined;
  /** The member of the checkout's customer that fills it, so that the customer is not asked. */
  readonly filledBy?: 'name' | 'email' | 'phone' | undefined;
  /** Only the options in the checkout's list of that name, and `1`; shown only where there are at least two. */
  readonly narrowedBy?: 'installments' | undefined;
}

/** Which provider offers what, in the merchant's order of preference. */
export interface ProviderRouter {
  /** The same router, whose gateways send at this priority; by default what it sends is for a customer. */
  atPriority(priority: RequestPriority): ProviderRouter;
  /**
   * Every offer for a channel, best first; empty when no provider offers it. A provider that is not reachable comes
   * after those that are, but is never left out.
   */
  offers(channel: ChannelCode, country: string, currency: Money['currency']): readonly Offer[];
  channels(country: string, currency: Money['currency']): readonly ChannelCode[];
  /** For a provider that is not configured any more: a gateway that answers no inquiry. */
  gateway(provider: string): Gateway;
  /** `false`: the provider is not configured any more, so payments made there cannot be queried. */
  isConfigured(provider: string): boolean;
  /** `false`: its provider was not reachable recently, or said that the channel is unavailable. */
  isReachable(offer: Offer): boolean;
  /** Its provider was not reached, or said that the channel is unavailable. */
  markUnavailable(offer: Offer): void;
  /** The providers with payouts in that currency, best first. */
  payoutProviders(currency: Money['currency']): readonly PayoutProvider[];
  /** The offer that a payment was made with; also where the merchant does not use it any more. */
  offerOf(
    payment: { readonly provider: string; readonly channel: ChannelCode },
    country: string,
    currency: Money['currency'],
  ): Offer | undefined;
}

export interface PayoutProvider {
  readonly provider: string;
  readonly offer: PayoutOffer;
}

/** The payouts of a provider in one currency. */
export interface PayoutOffer {
  readonly currency: Money['currency'];
  /** For a select field. Not exhaustive: a code that is not in it may be valid. */
  readonly banks: readonly { readonly code: string; readonly name: string }[];
  /** Rules of this provider beside those of the API; a field that does not match is rejected with `invalid_request`. */
  readonly textRules?: Readonly<
    Partial<Record<'bankCode' | 'accountNumber' | 'accountName' | 'description', TextRule>>
  >;
}

/** What a text must match (in linear time), and the message if it does not. */
export interface TextRule {
  readonly regex: RegExp;
  readonly message: string;
}
