import { channelFacts } from '../../../shared/channel.ts';
import type { Offer } from '../../payments/ports/ports.ts';
import { accountOf } from './environment/accounts.ts';
import { CHANNEL_ROWS, isAkulaku, type ChannelRow } from './channels.ts';
import type { NicepaySettings } from './environment.ts';

export const PROVIDER_ID = 'nicepay';

/** `amt` has twelve digits. Limits of single methods are not documented: NICEPAY rejects amounts beyond them. */
const MAX_AMOUNT = 999_999_999_999;

/** NICEPAY has no minimum. With less time left nobody can use a number. */
const MIN_LIFETIME_SECONDS = 60;

/** Whether an unpaid payment can be canceled and a paid one refunded. */
function cancelAndRefund({ payMethod }: ChannelRow): Pick<Offer['supports'], 'cancel' | 'refund'> {
  // Bank transfers and store payments cannot be refunded through NICEPAY; unpaid numbers can be canceled.
  if (payMethod === '02' || payMethod === '03') return { cancel: true, refund: 'none' };
  // Depends on what the customer chooses on the page: cancel-payment.ts and refund.ts inquire and reject the rest.
  if (payMethod === '00') return { cancel: true, refund: 'partial' };
  // Whether a partial refund is possible depends on the bank or partner: NICEPAY decides, and its reason is passed on.
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
    expiresAfterSeconds: row.lifetimeSeconds,
    expiryBounds:
      row.maxLifetimeSeconds === undefined
        ? undefined
        : { minSeconds: MIN_LIFETIME_SECONDS, maxSeconds: row.maxLifetimeSeconds },
    fields: row.fields,
    supports: {
      save: isCard,
      saveRequired: false,
      manualCapture: isCard,
      partialCapture: isCard,
      ...cancelAndRefund(row),
      merchantInitiated: isCard,
      ...(isAkulaku(row) ? { confirmReceipt: true } : {}),
    },
    // A registration moves no money: the customer's browser, a store or a bank does that afterwards. A charge of a saved
    // card does, which the domain knows without this flag.
    chargesAtOnce: false,
    closeAfterPaid: false,
  };
}

/** Everything that NICEPAY could offer. */
export const NICEPAY_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);

/** What NICEPAY offers with these settings: only channels for which a merchant id is configured. */
export function offersFor({ accounts, seller }: NicepaySettings): readonly Offer[] {
  const canAuthorize = accountOf(accounts, 'preauth') !== undefined;
  return CHANNEL_ROWS.filter((row) => accountOf(accounts, row.account) !== undefined)
    .filter((row) => !isAkulaku(row) || seller !== undefined)
    .map(toOffer)
    .map((offer) => (canAuthorize ? offer : { ...offer, supports: { ...offer.supports, manualCapture: false } }));
}
