import type { ChannelView, PaymentView, SessionCheckout, SessionView } from '../shared/api/views.ts';
import type { WidgetProblem } from './session/problem.ts';

class KasirEvent<T> extends CustomEvent<T> {
  constructor(type: string, detail: T, cancelable = false) {
    super(type, { detail, bubbles: true, composed: true, cancelable });
  }
}

/** The session was read for the first time: the list, or the payment under way, is about to show. */
export class KasirReadyEvent extends KasirEvent<SessionView> {
  constructor(session: SessionView) {
    super('kasir-ready', session);
  }
}

/** A channel was selected, by the customer or by the page. For a saved method: the channel it belongs to. */
export class KasirChannelEvent extends KasirEvent<ChannelView> {
  constructor(channel: ChannelView) {
    super('kasir-channel', channel);
  }
}

/** The customer has something to do: `detail.instruction`. Also after a reload, for the payment that is found again. */
export class KasirInstructionEvent extends KasirEvent<PaymentView> {
  constructor(payment: PaymentView) {
    super('kasir-instruction', payment);
  }
}

/** The payment has another status, or needs a person's review. */
export class KasirStatusEvent extends KasirEvent<PaymentView> {
  constructor(payment: PaymentView) {
    super('kasir-status', payment);
  }
}

/**
 * The BFF says it has become paid, while this page was open: a page that is opened on a paid checkout is not told. The storefront's server has to hear that from its own event, not from here. */
export class KasirPaidEvent extends KasirEvent<PaymentView> {
  constructor(payment: PaymentView) {
    super('kasir-paid', payment);
  }
}

/** The checkout is over: paid, expired or canceled while this page was open. */
export class KasirClosedEvent extends KasirEvent<SessionCheckout> {
  constructor(checkout: SessionCheckout) {
    super('kasir-closed', checkout);
  }
}

/** Something went wrong; the customer has been told. */
export class KasirErrorEvent extends KasirEvent<WidgetProblem> {
  constructor(problem: WidgetProblem) {
    super('kasir-error', problem);
  }
}

/** Where the customer's browser is about to be sent. */
export interface Redirect {
  readonly payment: PaymentView;
  readonly url: string;
  /** A deep link into the app, on phones. */
  readonly appUrl?: string | undefined;
  readonly method: 'GET' | 'POST';
  /** With POST: the hidden inputs of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** The customer has typed a card into the form; nobody but the provider is told of it, so nobody else can post it. */
  readonly inputs?: 'card' | undefined;
}

/** The browser is about to leave for the provider's page. `preventDefault()`: the page navigates itself. */
export class KasirRedirectEvent extends KasirEvent<Redirect> {
  constructor(redirect: Redirect) {
    super('kasir-redirect', redirect, true);
  }
}
