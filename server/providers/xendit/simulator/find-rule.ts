import { ABROAD } from './rules-abroad.ts';
import { INDONESIA } from './rules-indonesia.ts';
import type { ChannelRule } from './rules.ts';

const RULES: readonly ChannelRule[] = [...INDONESIA, ...ABROAD];

/** The provider's guide asks with one name and is answered, in its own webhook, with another. */
const ALIASES: Readonly<Record<string, string>> = { MAYA: 'PAYMAYA' };

/** The rule of a channel in a country; `elsewhere`: it is sold, but not there; `undefined`: nobody knows it. */
export function findRule(code: string, country: string): ChannelRule | 'elsewhere' | undefined {
  const named = RULES.filter((rule) => rule.code === (ALIASES[code] ?? code));
  return named.find((rule) => rule.country === country) ?? (named.length > 0 ? 'elsewhere' : undefined);
}
