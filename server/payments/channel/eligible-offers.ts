import type { ChannelCode } from '../../../shared/channel.ts';
import type { Domain } from '../core/domain.ts';
import type { Checkout, Device } from '../model/model.ts';
import type { Offer } from '../ports/ports.ts';

/** Why an offer cannot be used for a checkout. */
export type IneligibleReason = 'amount' | 'time' | 'capture' | 'saving' | 'device' | 'excluded';

/** The best offer of each channel that the customer of this checkout can use, in the merchant's order. */
export function bestOffers(deps: Domain, checkout: Checkout, device?: Device): readonly Offer[] {
  return deps.providerRouter
    .channels(checkout.country, checkout.currency)
    .flatMap((channel) => eligibleOffers(deps, checkout, channel, device).slice(0, 1));
}

/** Every offer of one channel that the checkout can use, best first. */
export function eligibleOffers(
  deps: Domain,
  checkout: Checkout,
  channel: ChannelCode,
  device?: Device,
): readonly Offer[] {
  return deps.providerRouter
    .offers(channel, checkout.country, checkout.currency)
    .filter((offer) => ineligibleReason(offer, checkout, deps.clock.now(), device) === undefined);
}

/** `undefined`: the checkout can use the offer. */
export function ineligibleReason(
  offer: Offer,
  checkout: Checkout,
  now: number,
  device?: Device,
): IneligibleReason | undefined {
  const { supports } = offer;
  if (checkout.channels !== undefined && !checkout.channels.includes(offer.channel)) return 'excluded';
  if (checkout.amount < (offer.minAmount ?? 1) || checkout.amount > (offer.maxAmount ?? Infinity)) return 'amount';
  if (checkout.capture === 'manual' && !supports.manualCapture) return 'capture';
  if (checkout.savePayment === 'require' && !supports.save) return 'saving';
  if (supports.saveRequired && checkout.savePayment === 'never') return 'saving';
  const secondsLeft = (checkout.expiresAt - now) / 1000;
  if (secondsLeft <= (offer.expiryBounds?.minSeconds ?? 0)) return 'time';
  if (device !== undefined && offer.devices !== undefined && !offer.devices.includes(device.kind)) return 'device';
  return undefined;
}
