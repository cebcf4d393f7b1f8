import type { CheckoutHost } from './checkout-host.ts';
import { KasirRedirectEvent } from './events.ts';
import type { PaymentFlowHost } from './payment-flow-host.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import { createFormats } from './ui/formats.ts';

/** What the payment flow works with; `undefined` while the texts or the country are not known. */
export function createFlowHost(
  { element, language, picker, styles, chunks }: CheckoutHost,
  session: CheckoutSession,
  extras: PaymentFlowHost['extras'],
  announce: (text: string) => void,
): PaymentFlowHost | undefined {
  const { locale, messages } = language;
  const tag = language.tagIn(session.snapshot.session?.checkout.country);
  if (!tag || !locale || !messages || !element.shadowRoot) return undefined;
  return {
    root: element.shadowRoot,
    styles,
    session,
    device: session.bff.device,
    element,
    form: picker.form,
    locale,
    formats: createFormats(tag),
    listMessages: messages,
    ownMessages: element.messages,
    requestUpdate: () => element.requestUpdate(),
    announce,
    chunks,
    extras,
    mayRedirect: (redirect) => element.dispatchEvent(new KasirRedirectEvent(redirect)),
  };
}
