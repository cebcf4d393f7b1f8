import type { SavedMethodView, SessionView } from '../../../shared/api/views.ts';
import type { Language } from '../../../shared/language.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { bestOffers, eligibleOffers } from '../../payments/channel/eligible-offers.ts';
import type { Checkout, Device, SavedMethod } from '../../payments/model/model.ts';
import { presentChannel } from '../present/present-channel.ts';
import { presentSessionCheckout } from '../present/present-checkout.ts';
import { presentTime } from '../present/present-parts.ts';
import { presentPayment } from '../present/present-payment.ts';
import { presentSavedMethod } from '../present/present-saved-method.ts';
import { storeHoursNotice } from '../store-hours-notice.ts';
import { currentPayment } from './current-payment.ts';

/** All the widget needs to draw itself. Once nothing can be paid any more, nothing is offered. */
export async function sessionView(
  d: Domain,
  checkout: Checkout,
  language: Language,
  device?: Device,
): Promise<SessionView> {
  const now = d.clock.now();
  const isOpen = checkout.status === 'open' && now < checkout.expiresAt;
  const channels = isOpen ? bestOffers(d, checkout, device) : [];
  const payment = currentPayment(checkout, await d.store.paymentsOf(checkout.id));
  return {
    checkout: presentSessionCheckout(checkout),
    channels: channels.map((offer) =>
      presentChannel(offer, checkout, language, storeHoursNotice(offer.channel, now, language)),
    ),
    savedMethods: isOpen ? await usableMethods(d, checkout, device) : [],
    ...(payment === undefined ? {} : { payment: presentPayment(payment) }),
    now: presentTime(d.clock.now()),
  };
}

/** The customer's saved methods that can pay this checkout: in its currency, through an offer that fits it. */
async function usableMethods(d: Domain, checkout: Checkout, device: Device | undefined): Promise<SavedMethodView[]> {
  const reference = checkout.customer?.reference;
  if (reference === undefined) return [];
  // Paying with what was saved saves nothing anew, so it never fails the checkout's wish about saving.
  const asked: Checkout = { ...checkout, savePayment: 'offer' };
  const methods = await d.store.savedMethodsOf(reference);
  return eachOnce(
    methods
      .filter((method) => method.currency === checkout.currency && method.unreadable === undefined)
      .filter((method) =>
        eligibleOffers(d, asked, method.channel, device).some((offer) => offer.provider === method.provider),
      ),
  ).map(presentSavedMethod);
}

/**
 * The same card or account may have been saved more than once; a customer has it once. The others stay usable: the
 * storefront may charge them by their ids.
 */
function eachOnce(methods: readonly SavedMethod[]): readonly SavedMethod[] {
  const shown = new Set<string>();
  return methods.filter(({ channel, masked }) => {
    if (masked === undefined) return true;
    const name = `${channel} ${masked}`;
    return !shown.has(name) && shown.add(name);
  });
}
