import type { Offer, OfferField } from '../../payments/ports/ports.ts';
import { CHANNEL_ROWS, COUNTRY, CURRENCY, type ChannelRow } from './channels.ts';
import { EXPIRY_MINUTES, PUSH_SECONDS } from './wire/times.ts';

export const PROVIDER_ID = 'bdpay';

const EXPIRY_BOUNDS = { minSeconds: EXPIRY_MINUTES.min * 60, maxSeconds: EXPIRY_MINUTES.max * 60 };

/** The push is sent after our call arrived, and the call itself takes time: our own end must not come before its. */
const PUSH_LIFE_SECONDS = PUSH_SECONDS + 15;

/** The phone of this number will ring, so one that the shop has is taken only where it can be a mobile's. */
const OVO_PHONE: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP terdaftar di OVO', en: 'Mobile number registered with OVO' },
  filledBy: 'phone',
  pattern: { regex: /^\+628\d{7,12}$/, message: 'must be a mobile number of Indonesia (0812… or +62812…)' },
};

const toOffer = (row: ChannelRow): Offer => ({
  provider: PROVIDER_ID,
  channel: row.channel,
  currency: CURRENCY,
  country: COUNTRY,
  expiresAfterSeconds: row.flow === 'push' ? PUSH_LIFE_SECONDS : undefined,
  expiryBounds: row.flow === 'push' ? undefined : EXPIRY_BOUNDS,
  fields: row.flow === 'push' ? [OVO_PHONE] : [],
  supports: {
    save: false,
    saveRequired: false,
    manualCapture: false,
    partialCapture: false,
    // BDPay has no call for it, and returns money offline only.
    cancel: false,
    refund: 'none',
    merchantInitiated: false,
  },
  chargesAtOnce: false,
  pushes: row.flow === 'push',
  closeAfterPaid: false,
});

export const BDPAY_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);
