import type { Offer } from '../../payments/ports/ports.ts';
import { CHANNEL_ROWS, type ChannelRow } from './channels.ts';
import { CURRENCY } from './wire/amount.ts';

export const PROVIDER_ID = 'midtrans';

/**
 * A notification that we do not take is repeated after 2, 10 and 30 minutes, 1.5 and 3.5 hours, counted one after another.
 *
 * @see https://docs.midtrans.com/docs/https-notification-webhooks, retries
 */
const LAST_NOTIFICATION_SECONDS = 6 * 3600;

const toOffer = (row: ChannelRow): Offer => ({
  provider: PROVIDER_ID,
  channel: row.channel,
  currency: CURRENCY,
  country: 'ID',
  minAmount: row.minAmount,
  maxAmount: row.maxAmount,
  expiresAfterSeconds: row.lifeSeconds,
  expiryBounds: row.expiry,
  fields: row.fields,
  supports: {
    save: row.type === 'credit_card',
    saveRequired: false,
    manualCapture: row.type === 'credit_card',
    partialCapture: row.type === 'credit_card',
    cancel: true,
    refund: row.refund,
    merchantInitiated: row.type === 'credit_card',
  },
  // Every flow needs a step of the customer, but for saved cards, which the domain knows.
  chargesAtOnce: false,
  pushes: row.type === 'ovo',
  lastNotificationSeconds: LAST_NOTIFICATION_SECONDS,
  closeAfterPaid: false,
});

export const MIDTRANS_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);
