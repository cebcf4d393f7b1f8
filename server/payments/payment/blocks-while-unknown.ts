import { channelFacts } from '../../../shared/channel.ts';
import type { Instant, Payment } from '../model/model.ts';
import type { Offer } from '../ports/ports.ts';

/** The provider has all it needs to charge: money can have moved before anything was shown to the customer. */
export const mayHaveCharged = (payment: Payment, offer: Offer | undefined): boolean =>
  offer?.chargesAtOnce === true || payment.savedMethodId !== undefined;

/**
 * Whether a payment with an unknown outcome blocks other payments of its checkout: the customer may be paying it. It
 * does not block only where it cannot be paid, because its number, code or page was never shown. It blocks where an
 * instruction was shown; where the provider may charge by itself; where a push may reach the customer's phone, until
 * its end; and always with cards, also on the provider's own page, because a customer who sees a second page pays
 * twice.
 *
 * @param now epoch milliseconds
 */
export const blocksWhileUnknown = (payment: Payment, offer: Offer | undefined, now: Instant): boolean =>
  payment.instruction.kind !== 'none' ||
  mayHaveCharged(payment, offer) ||
  (offer?.pushes === true && now < payment.expiresAt) ||
  // Its provider is not configured any more, so whether it pushes is not known.
  (offer === undefined && !SHOWN_CODES.has(channelFacts(payment.channel).kind)) ||
  channelFacts(payment.channel).kind === 'card';

/** Numbers and codes: they cannot be paid without having been shown. */
const SHOWN_CODES: ReadonlySet<string> = new Set(['virtual_account', 'retail', 'qr']);
