import type { SessionView } from '../../shared/api/views.ts';
import { CHANNEL_GROUPS } from '../../shared/channel-kind.ts';
import type { ArrangeChannels, ArrangedChannel } from '../arranged-channel.ts';
import { channelLabel } from '../i18n/channel-label.ts';
import type { Messages } from '../i18n/list/messages.ts';
import { savedKey } from './channel-form-state.ts';

export interface Row {
  /** The radio button's value. */
  readonly key: string;
  readonly code: string;
  /** The session's label. */
  readonly name: string;
  /** In the customer's language, or the page's own. */
  readonly label: string;
  readonly masked?: string | undefined;
  /** Shown before it is chosen; the radio button's description, not part of its name. */
  readonly notes: readonly string[];
  readonly fee?: string | undefined;
  readonly heading: string;
  /** Of what opens below it, with the consent to save. */
  readonly fieldCount: number;
  /** No longer offered: the row keeps its place until the next view. */
  readonly isGone?: boolean;
}

/**
 * Everything to choose from, in the order of the screen; rows of one heading need not be neighbours. `last`: the channel
 * that comes first, unless a saved method does. `selected`: shown even where the page leaves it out.
 */
export function channelRows(
  { checkout, savedMethods, channels }: SessionView,
  t: Messages,
  arrange: ArrangeChannels | undefined,
  last: string | undefined,
  selected: string | undefined,
): readonly Row[] {
  const saved = savedMethods.map((method): Row => ({
    key: savedKey(method),
    code: method.channel,
    name: method.label,
    label: channelLabel(t, method.channel, method.label),
    masked: method.masked,
    notes: [],
    heading: t.savedHeading,
    fieldCount: 0,
  }));
  const named = channels.map((channel) => ({ ...channel, label: channelLabel(t, channel.code, channel.label) }));
  const entries: readonly ArrangedChannel[] = arrange
    ? arrange(named)
    : CHANNEL_GROUPS.flatMap((group) => named.filter((channel) => channel.group === group));
  const headings: Readonly<Record<string, string>> = t.groups;
  const rows = new Map<string, Row>();
  const chosen: readonly ArrangedChannel[] = named.filter(({ code }) => code === selected);
  for (const { code, label, group, note, fee } of [...entries, ...chosen]) {
    const channel = channels.find((one) => one.code === code);
    if (!channel || rows.has(code)) continue;
    const heading = group ?? channel.group;
    rows.set(code, {
      key: code,
      code,
      name: channel.label,
      label: label ?? channelLabel(t, code, channel.label),
      notes: [channel.notice, note].filter((text) => text !== undefined),
      fee,
      heading: headings[heading] ?? heading,
      fieldCount: channel.fields.length + Number(channel.savable && checkout.savePayment !== 'never'),
    });
  }
  const first = saved.length === 0 && last !== undefined ? rows.get(last) : undefined;
  if (!first || rows.size < 2) return [...saved, ...rows.values()];
  rows.delete(first.code);
  return [{ ...first, heading: t.lastUsed }, ...rows.values()];
}
