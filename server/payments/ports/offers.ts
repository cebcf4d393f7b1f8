import type { ChannelCode } from '../../../shared/channel.ts';
import type { Money } from '../../../shared/money.ts';
import type { Device } from '../model/model.ts';
import type { LocalizedText } from '../model/localized-text.ts';
import type { Gateway } from './gateway.ts';

/* What is for sale, as the domain sees it: provider facts without the provider. */

/** One channel at one provider. Limits are in the currency's smallest unit in use. */
export interface Offer {
  readonly provider: string;
  readonly channel: ChannelCode;
  readonly currency: Money['currency'];
  readonly country: string;
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  /** How long the customer has when nothing shorter is asked. */
  readonly expiresAfterSeconds?: number | undefined;
  /** The provider lets us choose the end within these bounds; absent: it cannot be chosen. */
  readonly expiryBounds?: { readonly minSeconds: number; readonly maxSeconds: number } | undefined;
  readonly fields: readonly OfferField[];
  readonly supports: {
    readonly save: boolean;
    /** The channel exists only together with saving. */
    readonly saveRequired: boolean;
    readonly manualCapture: boolean;
    readonly partialCapture: boolean;
    readonly cancel: boolean;
    readonly refund: 'none' | 'full' | 'partial';
    /** A saved method of it can be charged while no customer is present. */
    readonly merchantInitiated: boolean;
    /** Whoever lends the money waits until the merchant says that the customer has the goods. */
    readonly confirmReceipt?: boolean | undefined;
  };
  /** Where the customer can use it; absent: anywhere. */
  readonly devices?: readonly Device['kind'][] | undefined;
  /** Money can move without the customer doing anything more: an unknown outcome then blocks another attempt. */
  readonly chargesAtOnce: boolean;
  /** The wallet asks the customer on their phone: they can approve it with nothing having been shown by us. */
  readonly pushes?: boolean | undefined;
  /** A code that can be paid again and again: it is closed at the provider after its first payment. */
  readonly closeAfterPaid: boolean;
}

export interface OfferField {
  readonly name: string;
  readonly type: 'text' | 'phone' | 'email' | 'select';
  readonly required: boolean;
  readonly label: LocalizedText;
  readonly options?: readonly { readonly value: string; readonly label: LocalizedText }[] | undefined;
  /**
   * A phone number is matched in E.164. Applied after a length limit of 200. A datum of the customer that does not match
   * answers nothing, so the customer is asked.
   */
  readonly pattern?: TextRule | undefined;
  /** The customer datum of the checkout that answers it, so that it is not asked for. */
  readonly filledBy?: 'name' | 'email' | 'phone' | undefined;
  /** Only options that the checkout's list of that name holds, and `1`; asked for only where there are at least two. */
  readonly narrowedBy?: 'installments' | undefined;
}

/** Which provider sells what, in the merchant's order of preference. */
export interface ProviderRouter {
  /**
   * Every offer for a channel, best first; empty when nobody sells it here. A seller that cannot be reached just now
   * stands behind those that can: it is never left out.
   */
  offers(channel: ChannelCode, country: string, currency: Money['currency']): readonly Offer[];
  channels(country: string, currency: Money['currency']): readonly ChannelCode[];
  /** Of one that is not configured any more: a silent one, whose questions have no answer. */
  gateway(provider: string): Gateway;
  /** `false`: something was made there once, and nobody can be asked about it now. */
  isConfigured(provider: string): boolean;
  /** `false`: its provider could not be reached a moment ago, or said that the channel is not to be had. */
  isReachable(offer: Offer): boolean;
  /** Its provider definitely did nothing, because it was not reached or says that the channel is not to be had now. */
  markUnavailable(offer: Offer): void;
  /** Who pays out in that currency, best first. */
  payoutProviders(currency: Money['currency']): readonly PayoutProvider[];
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

/** That a provider pays out, and where to. */
export interface PayoutOffer {
  readonly currency: Money['currency'];
  /** For a picker. Not exhaustive: a code that is not in it may be good. */
  readonly banks: readonly { readonly code: string; readonly name: string }[];
  /** What this provider's orders can hold, beside what everybody's can; a text that does not match is refused by name. */
  readonly takes?: Readonly<Partial<Record<'bankCode' | 'accountNumber' | 'accountName' | 'description', TextRule>>>;
}

/** What must match, and in whose words it is refused. Linear time. */
export interface TextRule {
  readonly regex: RegExp;
  readonly message: string;
}
