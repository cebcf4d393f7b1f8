import { channelFacts } from '../../../shared/channel.ts';
import type { Offer } from '../../payments/ports/ports.ts';
import { accountOf } from './environment/accounts.ts';
import { CHANNEL_ROWS, isAkulaku, type ChannelRow } from './channels.ts';
import type { NicepaySettings } from './environment.ts';

export const PROVIDER_ID = 'nicepay';

/** `amt` has twelve digits. Limits of single methods are not documented: NICEPAY's refusal names them. */
const MAX_AMOUNT = 999_999_999_999;

/** NICEPAY names no shortest life; with less time left than this a number is of no use to anybody. */
const SHORTEST_SECONDS = 60;

/** What kinds of channel allow, once the money is there and before. */
function abilities({ payMethod }: ChannelRow): Pick<Offer['supports'], 'cancel' | 'refund'> {
  // A bank transfer or a till payment goes back by hand only; its number can be withdrawn while it is unpaid.
  if (payMethod === '02' || payMethod === '03') return { cancel: true, refund: 'none' };
  // Depends on what the customer chooses on the page; cancel.ts and refund.ts find out and say why not.
  if (payMethod === '00') return { cancel: true, refund: 'partial' };
  // Whether a part can go back depends on the bank or partner: NICEPAY decides, and its refusal is passed on.
  return { cancel: false, refund: 'partial' };
}

function toOffer(row: ChannelRow): Offer {
  const isCard = channelFacts(row.channel).kind === 'card';
  return {
    provider: PROVIDER_ID,
    channel: row.channel,
    currency: 'IDR',
    country: 'ID',
    minAmount: 1,
    maxAmount: MAX_AMOUNT,
    expiresAfterSeconds: row.lifeSeconds,
    expiryBounds:
      row.longestSeconds === undefined ? undefined : { minSeconds: SHORTEST_SECONDS, maxSeconds: row.longestSeconds },
    fields: row.fields,
    supports: {
      save: isCard,
      saveRequired: false,
      manualCapture: isCard,
      partialCapture: isCard,
      ...abilities(row),
      merchantInitiated: isCard,
      ...(isAkulaku(row) ? { confirmReceipt: true } : {}),
    },
    // Registration alone never moves money: the customer's browser, a till or a bank does that afterwards. What moves
    // at once is a charge of a saved card, and the domain knows those by themselves.
    chargesAtOnce: false,
    closeAfterPaid: false,
  };
}

/** Everything NICEPAY could sell. */
export const NICEPAY_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);

/** What these settings really sell: only where there is a merchant id to sell it with. */
export function offersFor({ accounts, seller }: NicepaySettings): readonly Offer[] {
  const holds = accountOf(accounts, 'preauth') !== undefined;
  return CHANNEL_ROWS.filter((row) => accountOf(accounts, row.account) !== undefined)
    .filter((row) => !isAkulaku(row) || seller !== undefined)
    .map(toOffer)
    .map((offer) => (holds ? offer : { ...offer, supports: { ...offer.supports, manualCapture: false } }));
}
