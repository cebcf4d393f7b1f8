import type { ChannelGroup } from '../../../shared/channel-kind.ts';

/** The texts of the list as it first shows; what a choice leads to is in {@link PaymentMessages}. */
export interface Messages {
  readonly loading: string;
  readonly total: string;
  /** `when`: a date and time. */
  readonly payBefore: (when: string) => string;
  readonly orderItems: string;
  readonly chooseHeading: string;
  readonly groups: Readonly<Record<ChannelGroup, string>>;
  readonly savedHeading: string;
  readonly search: string;
  readonly noMatch: (query: string) => string;
  readonly noChannels: string;
  readonly pay: (amount: string) => string;
  readonly paying: string;
  readonly secure: string;
  readonly retry: string;
  readonly errorHeading: string;
  readonly offline: string;
  /** By problem code; `other` for those without a sentence of their own. */
  readonly problems: Readonly<Record<string, string>> & { readonly other: string };
}
