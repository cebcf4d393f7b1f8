import { getSessionQuery } from '../../../shared/api/get-session.ts';
import type { SavedMethodView, SessionView } from '../../../shared/api/views.ts';
import type { Domain } from '../../payments/domain.ts';
import { loadCheckout } from '../../payments/load.ts';
import { offeredChannels, usableOffers } from '../../payments/offered-channels.ts';
import type { Checkout, Device, SavedMethod } from '../../payments/payment.ts';
import { answer } from '../answer.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type Kit } from '../endpoint.ts';
import { type Language, languageOf } from '../language.ts';
import { parseQuery } from '../parse.ts';
import { presentChannel, presentPayment, presentSavedMethod, presentSessionCheckout, presentTime } from '../present.ts';
import { tillNotice } from '../till-notice.ts';
import { currentPayment } from './current-payment.ts';

export const getSessionEndpoint = ({ domain, browserOrigin, clientToken }: Kit): Endpoint =>
  endpoint('getSession', browserOrigin, clientToken, async (ctx) => {
    const { device: kind, os } = parseQuery(ctx, getSessionQuery);
    const checkout = await loadCheckout(domain, required(ctx.state.checkoutId, 'clientToken'));
    const device = kind === undefined ? undefined : { kind, os };
    answer(ctx, 200, await sessionView(domain, checkout, languageOf(ctx), device));
  });

/** Once nothing can be paid any more, nothing is offered. */
async function sessionView(
  d: Domain,
  checkout: Checkout,
  language: Language,
  device: Device | undefined,
): Promise<SessionView> {
  const now = d.clock.now();
  const isOpen = checkout.status === 'open' && now < checkout.expiresAt;
  const channels = isOpen ? offeredChannels(d, checkout, device) : [];
  const payment = currentPayment(checkout, await d.store.paymentsOf(checkout.id));
  return {
    checkout: presentSessionCheckout(checkout),
    channels: channels.map((offer) =>
      presentChannel(offer, checkout, language, tillNotice(offer.channel, now, language)),
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
      .filter((method) => method.currency === checkout.currency)
      .filter((method) =>
        usableOffers(d, asked, method.channel, device).some((offer) => offer.provider === method.provider),
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
