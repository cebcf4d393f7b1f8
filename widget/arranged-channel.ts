import type { ChannelView } from '../shared/api/views.ts';
import type { ChannelGroup } from '../shared/channel-kind.ts';

/** A channel as the shop wants it on the list. Members that are left out are as usual. */
export interface ArrangedChannel {
  readonly code: string;
  /** The name on the list, which is the radio button's accessible name. */
  readonly label?: string | undefined;
  /** One of the list's groups, or a heading of the shop's own. */
  readonly group?: ChannelGroup | (string & {}) | undefined;
  /** A line below the name. */
  readonly note?: string | undefined;
  /** What the shop charges for it, as text: `+ Rp 4.000`. Not added to the amount. */
  readonly fee?: string | undefined;
}

/**
 * Orders the list: it gets the offered channels, named in the customer's language, and returns those to show, in that
 * order. Called with every rendering, so it must be fast and always return the same for the same channels.
 */
export type ArrangeChannels = (channels: readonly ChannelView[]) => readonly ArrangedChannel[];
