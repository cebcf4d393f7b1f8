import { channelFacts } from '../../../shared/channel.ts';
import type { Instant, Payment } from '../model/model.ts';
import type { Offer } from '../ports/ports.ts';

/** Money can have moved with nobody having been shown anything: the provider was handed all it needs. */
export const mayHaveCharged = (payment: Payment, offer: Offer | undefined): boolean =>
  offer?.chargesAtOnce === true || payment.savedMethodId !== undefined;

/**
 * While its outcome is unknown the checkout takes no other payment. Only what nobody can pay lets another way through:
 * a number, a code or a page that was never shown. What was shown once, or asked the customer for a one-time password,
 * may be paid, whatever the channel. A push reaches the customer by itself and may be approved until its end. Cards are
 * in it also where the provider's own page takes them: who sees a second page after a first one that hung pays twice.
 *
 * @param now epoch milliseconds
 */
export const blocksWhileUnknown = (payment: Payment, offer: Offer | undefined, now: Instant): boolean =>
  payment.instruction.kind !== 'none' ||
  mayHaveCharged(payment, offer) ||
  (offer?.pushes === true && now < payment.expiresAt) ||
  // Its provider is not configured any more: what may have reached the customer by itself is not known.
  (offer === undefined && !ONLY_SHOWN.has(channelFacts(payment.channel).kind)) ||
  channelFacts(payment.channel).kind === 'card';

/** Numbers and codes: nobody can pay one that was not shown. */
const ONLY_SHOWN: ReadonlySet<string> = new Set(['virtual_account', 'retail', 'qr']);
