import type { Offer } from '../../server/payments/ports/ports.ts';

/** An offer in rupiah that supports nothing but cancel; override what the case is about. */
export const anOffer = (provider: string, channel: Offer['channel'], over: Partial<Offer> = {}): Offer => ({
  provider,
  channel,
  currency: 'IDR',
  country: 'ID',
  fields: [],
  supports: {
    save: false,
    saveRequired: false,
    manualCapture: false,
    partialCapture: false,
    cancel: true,
    refund: 'none',
    merchantInitiated: false,
  },
  chargesAtOnce: false,
  closeAfterPaid: false,
  ...over,
});
