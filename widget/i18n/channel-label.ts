import type { Messages } from './list/messages.ts';

/** A channel's name in the customer's language. `label`: the session's, for those the language has no name of its own for. */
export function channelLabel({ channels, terms }: Messages, code: string, label: string): string {
  const own = channels[code];
  if (own) return own;
  for (const [term, name] of Object.entries(terms ?? {}))
    if (label.endsWith(` ${term}`)) return name(label.slice(0, -term.length - 1));
  return label;
}
