import { ABROAD } from './rules-abroad.ts';
import { INDONESIA } from './rules-indonesia.ts';
import type { ChannelRule } from './rules.ts';

const RULES: readonly ChannelRule[] = [...INDONESIA, ...ABROAD];

/** The provider's guide requests a channel by one name, and its webhook has another. */
const ALIASES: Readonly<Record<string, string>> = { MAYA: 'PAYMAYA' };

/** The rule of a channel in a country; `elsewhere`: offered in other countries only; `undefined`: an unknown channel. */
export function findRule(code: string, country: string): ChannelRule | 'elsewhere' | undefined {
  const named = RULES.filter((rule) => rule.code === (ALIASES[code] ?? code));
  return named.find((rule) => rule.country === country) ?? (named.length > 0 ? 'elsewhere' : undefined);
}
