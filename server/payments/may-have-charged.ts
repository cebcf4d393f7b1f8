import { channelFacts } from '../../shared/channel.ts';
import type { Payment } from './payment.ts';
import type { Offer } from './ports.ts';

/** Money can have moved with nobody having been shown anything: the provider was handed all it needs. */
export const mayHaveCharged = (payment: Payment, offer: Offer | undefined): boolean =>
  offer?.chargesAtOnce === true || payment.savedMethodId !== undefined;

/**
 * While its outcome is unknown the checkout takes no other payment. Cards are in it also where the provider's own page
 * takes them: who sees a second page after a first one that hung will pay twice.
 */
export const blocksWhileUnknown = (payment: Payment, offer: Offer | undefined): boolean =>
  mayHaveCharged(payment, offer) || channelFacts(payment.channel).kind === 'card';
