import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { Redirect } from './events.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { DeviceFacts } from './ui/device.ts';
import { mayLeave } from './views/departure.ts';
import type { BoundView } from './views/load-view.ts';

export interface RedirectHost {
  readonly root: ShadowRoot;
  readonly session: CheckoutSession;
  readonly device: DeviceFacts;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
  /** Tells the page; false when it wants to navigate itself. */
  readonly mayRedirect: (redirect: Redirect) => boolean;
}

/** The way to the provider's app or page, and back. */
export class ProviderRedirect {
  readonly #host: RedirectHost;
  readonly #t: PaymentMessages;
  readonly #view: () => BoundView | undefined;
  readonly #place: () => string | undefined;
  #returned: boolean;
  #blocked = false;

  /** `view`: of the present instruction. `place`: the name of where it leads. */
  constructor(
    host: RedirectHost,
    t: PaymentMessages,
    view: () => BoundView | undefined,
    place: () => string | undefined,
  ) {
    this.#host = host;
    this.#t = t;
    this.#view = view;
    this.#place = place;
    // The BFF sends the customer back with the checkout's id; it proves nothing about the payment.
    const back = new URLSearchParams(location.search).get('kasir_checkout');
    this.#returned = back !== null && back === host.session.snapshot.session?.checkout.id;
  }

  /** The customer has just come back from the provider's page. */
  get returned(): boolean {
    return this.#returned;
  }

  /** The browser does not let the frame that the widget is in navigate the tab. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Another instruction. */
  reset(): void {
    this.#blocked = false;
  }

  /** `app`: into the provider's app where the device has one, else to its page. */
  go(where: 'app' | 'web'): void {
    const { device, root, requestUpdate } = this.#host;
    this.#returned = false;
    requestUpdate();
    this.#view()?.leave({
      where,
      device,
      root,
      newTab: this.#blocked,
      mayLeave: () => this.mayLeave(),
      onBlocked: () => this.block(),
    });
  }

  /** Tells the page that the browser is about to leave; false when it is not to. */
  mayLeave(): boolean {
    const { session, mayRedirect } = this.#host;
    const { payment } = session.snapshot;
    return payment !== undefined && mayLeave(payment, mayRedirect);
  }

  block(): void {
    const place = this.#place();
    this.#blocked = true;
    if (place !== undefined) this.#host.announce(this.#t.redirectBlocked(place));
    this.#host.requestUpdate();
  }
}
