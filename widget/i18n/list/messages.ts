import type { ChannelGroup } from '../../../shared/channel-kind.ts';

type UnbrandedChannel = 'card' | 'va_bank_transfer' | 'checkout_page';

type ChannelTerm = 'Virtual Account' | 'Direct Debit' | 'Auto Debit' | 'Online Banking' | 'Mobile Banking';

/** The texts of the list as it first shows; what a choice leads to is in {@link PaymentMessages}. */
export interface Messages {
  readonly loading: string;
  readonly total: string;
  /** `when`: a date and time. */
  readonly payBefore: (when: string) => string;
  readonly orderItems: string;
  readonly chooseHeading: string;
  readonly groups: Readonly<Record<ChannelGroup, string>>;
  /** Names by code: of the channels that are no brands. */
  readonly channels: Readonly<Record<string, string> & Record<UnbrandedChannel, string>>;
  /** What the catalogue's names end with, around the bank's name; absent where the language says it in the same words. */
  readonly terms?: Readonly<Record<ChannelTerm, (bank: string) => string>>;
  readonly savedHeading: string;
  /** Heading of the channel that was last used on this device. */
  readonly lastUsed: string;
  /** Opens a long group: beside its heading, so the number is enough. */
  readonly allOf: (count: number) => string;
  readonly search: string;
  readonly noMatch: (query: string) => string;
  readonly noChannels: string;
  readonly pay: (amount: string) => string;
  readonly paying: string;
  readonly secure: string;
  readonly retry: string;
  readonly reload: string;
  readonly errorHeading: string;
  readonly offline: string;
  /** By problem code; `other` for those without a sentence of their own. */
  readonly problems: Readonly<Record<string, string> & Record<'part_missing' | 'other', string>>;
}
