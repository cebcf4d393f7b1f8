import type { Offer } from '../../payments/ports/ports.ts';
import type { ChannelRow } from './channels/channel-row.ts';
import { CHANNEL_ROWS } from './channels.ts';

export const PROVIDER_ID = 'xendit';

/** Xendit documents no bounds for `expires_at`; these are accepted by every channel that takes it. */
const EXPIRY_BOUNDS = { minSeconds: 60, maxSeconds: 30 * 24 * 3600 };

/** A hosted page lives at least ten minutes, and no longer than its default: an unknown outcome blocks the checkout so long. */
const SESSION_BOUNDS = { minSeconds: 600, maxSeconds: 1800 };

/**
 * A payment made in the last second is notified at once, and for the last time a day later.
 *
 * @see https://docs.xendit.co/apidocs/webhook-behavior
 */
const LAST_NOTIFICATION_SECONDS = 24 * 3600;

const toOffer = (row: ChannelRow): Offer => ({
  provider: PROVIDER_ID,
  channel: row.channel,
  currency: row.currency,
  country: row.country,
  minAmount: row.minAmount,
  maxAmount: row.maxAmount,
  expiresAfterSeconds: row.lifeSeconds,
  expiryBounds: row.flow === 'SESSION' ? SESSION_BOUNDS : row.expirySettable ? EXPIRY_BOUNDS : undefined,
  fields: row.fields,
  supports: {
    save: row.saves !== 'no',
    saveRequired: row.saves === 'must',
    manualCapture: row.manualCapture,
    partialCapture: row.manualCapture,
    cancel: true,
    refund: row.refund,
    merchantInitiated: row.merchantInitiated,
  },
  devices: row.devices,
  // Every flow needs a step of the customer, but for saved tokens, which the domain knows.
  chargesAtOnce: false,
  pushes: row.push !== undefined,
  lastNotificationSeconds: LAST_NOTIFICATION_SECONDS,
  closeAfterPaid: row.flow === 'REUSABLE_PAYMENT_CODE',
});

export const XENDIT_OFFERS: readonly Offer[] = CHANNEL_ROWS.map(toOffer);
