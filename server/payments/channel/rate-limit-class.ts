import { channelFacts } from '../../../shared/channel.ts';
import type { ResolvedChoice } from './resolve-channel-choice.ts';

/**
 * What an attempt costs others. `demanding`: it charges, takes a card, or reaches the customer's phone by a push or a
 * one-time password. `harmless`: a number, a code, a QR or a page is shown, and nothing happens until the customer acts.
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
