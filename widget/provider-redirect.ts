import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { Redirect } from './events.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { DeviceFacts } from './ui/device.ts';
import { type Destination, mayLeave } from './views/departure.ts';
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
  #appMissed = false;

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

  /** The app did not open a moment after it was called. */
  get appMissed(): boolean {
    return this.#appMissed;
  }

  /** Another instruction. */
  reset(): void {
    this.#blocked = this.#appMissed = false;
  }

  go(where: Destination): void {
    const { device, root, requestUpdate } = this.#host;
    const view = this.#view();
    this.#returned = this.#appMissed = false;
    requestUpdate();
    view?.leave({
      where,
      device,
      root,
      newTab: this.#blocked,
      mayLeave: () => this.mayLeave(),
      onBlocked: () => this.block(),
      onMissed: (missed) => {
        if (this.#view() === view) this.#miss(missed);
      },
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

  #miss(missed: boolean): void {
    const place = this.#place();
    this.#appMissed = missed;
    if (missed && place !== undefined) this.#host.announce(this.#t.appMissed(place));
    this.#host.requestUpdate();
  }
}
