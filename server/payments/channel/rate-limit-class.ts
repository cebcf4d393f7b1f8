import { channelFacts } from '../../../shared/channel.ts';
import type { ResolvedChoice } from './resolve-channel-choice.ts';

/**
 * How strictly payments of a choice are limited. `demanding`: they charge, take a card, or send a push or a one-time
 * password to a phone. `harmless`: a number, code, QR or page is shown, and nothing happens until the customer acts.
 */
export type RateLimitClass = 'demanding' | 'harmless';

export function rateLimitClass({
  channel,
  offers,
  savedMethod,
}: Pick<ResolvedChoice, 'channel' | 'offers' | 'savedMethod'>): RateLimitClass {
  const { kind } = channelFacts(channel);
  const isDemanding =
    savedMethod !== undefined ||
    kind === 'card' ||
    kind === 'direct_debit' ||
    offers.some((offer) => offer.chargesAtOnce || offer.pushes === true);
  return isDemanding ? 'demanding' : 'harmless';
}
