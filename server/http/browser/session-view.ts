import type { SavedMethodView, SessionView } from '../../../shared/api/views.ts';
import type { Language } from '../../../shared/language.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { bestOffers, eligibleOffers } from '../../payments/channel/eligible-offers.ts';
import type { Checkout, Device, SavedMethod } from '../../payments/model/model.ts';
import type { CheckoutWithPayments } from '../../payments/ports/ports.ts';
import { presentChannel } from '../present/present-channel.ts';
import { presentSessionCheckout } from '../present/present-checkout.ts';
import { presentTime } from '../present/present-parts.ts';
import { presentPayment } from '../present/present-payment.ts';
import { presentSavedMethod } from '../present/present-saved-method.ts';
import { storeHoursNotice } from '../store-hours-notice.ts';
import { currentPayment } from './current-payment.ts';

/** Everything the widget needs to render. A checkout that can no longer be paid offers no channels. */
export async function sessionView(
  domain: Domain,
  { checkout, payments }: CheckoutWithPayments,
  language: Language,
  device?: Device,
): Promise<SessionView> {
  const now = domain.clock.now();
  const isOpen = checkout.status === 'open' && now < checkout.expiresAt;
  const channels = isOpen ? bestOffers(domain, checkout, device) : [];
  const payment = currentPayment(checkout, payments);
  return {
    checkout: presentSessionCheckout(checkout),
    channels: channels.map((offer) =>
      presentChannel(offer, checkout, language, storeHoursNotice(offer.channel, now, language)),
    ),
    savedMethods: isOpen ? await usableMethods(domain, checkout, device) : [],
    ...(payment === undefined ? {} : { payment: presentPayment(payment) }),
    now: presentTime(domain.clock.now()),
  };
}

/** The customer's saved methods that can pay this checkout: in its currency, through an offer that fits it. */
async function usableMethods(
  domain: Domain,
  checkout: Checkout,
  device: Device | undefined,
): Promise<SavedMethodView[]> {
  const reference = checkout.customer?.reference;
  if (reference === undefined) return [];
  // Paying with a saved method saves nothing new, so the checkout's `savePayment` does not matter.
  const withoutSaving: Checkout = { ...checkout, savePayment: 'offer' };
  const methods = await domain.store.savedMethodsOf(reference);
  return withoutDuplicates(
    methods
      .filter((method) => method.currency === checkout.currency && method.unreadable === undefined)
      .filter((method) =>
        eligibleOffers(domain, withoutSaving, method.channel, device).some(
          (offer) => offer.provider === method.provider,
        ),
      ),
  ).map(presentSavedMethod);
}

/**
 * Shows a card or account once, even if it was saved several times. The storefront can still charge the others by id.
 */
function withoutDuplicates(methods: readonly SavedMethod[]): readonly SavedMethod[] {
  const shown = new Set<string>();
  return methods.filter(({ channel, masked }) => {
    if (masked === undefined) return true;
    const name = `${channel} ${masked}`;
    return !shown.has(name) && shown.add(name);
  });
}
