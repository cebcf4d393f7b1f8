import type { Offer, OfferField } from '../../payments/ports/ports.ts';
import { registeredNumber } from '../field-labels.ts';
import { CHANNEL_ROWS, COUNTRY, CURRENCY, type ChannelRow } from './channels.ts';
import { EXPIRY_MINUTES, PUSH_SECONDS } from './wire/times.ts';

export const PROVIDER_ID = 'bdpay';

const EXPIRY_BOUNDS = { minSeconds: EXPIRY_MINUTES.min * 60, maxSeconds: EXPIRY_MINUTES.max * 60 };

/** The push starts when our call has arrived, so our own expiry has to be somewhat later. */
const PUSH_LIFE_SECONDS = PUSH_SECONDS + 15;

/** Six notifications; by either of BDPay's two documented lists of pauses the last one comes within four hours. */
const LAST_NOTIFICATION_SECONDS = 4 * 3600;

/** This phone gets the push, so the checkout's phone number is used only where it can be a mobile number. */
const OVO_PHONE: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: registeredNumber('OVO'),
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
    // BDPay has no call for either; refunds are made offline.
    cancel: false,
    refund: 'none',
    merchantInitiated: false,
  },
  chargesAtOnce: false,
  pushes: row.flow === 'push',
  lastNotificationSeconds: LAST_NOTIFICATION_SECONDS,
  closeAfterPaid: false,
});

export const BDPAY_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);
