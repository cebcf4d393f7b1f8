import type { ChannelView, PaymentView, SessionCheckout, SessionView } from '../shared/api/views.ts';
import type { AnalyticsEntry } from './analytics.ts';
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

/** The customer has something to do: `detail.instruction`. Also after a reload, for a payment that is still open. */
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
 * The payment was paid while this page was open; a page that is opened on a paid checkout does not get this. The
 * storefront's server must rely on its own webhook, not on this event.
 */
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

/** Something went wrong, and the screen says so. */
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
  /** The customer has typed a card into the form. Only the provider gets it, so the page cannot post the form itself. */
  readonly inputs?: 'card' | undefined;
}

/** The browser is about to leave for the provider's page. `preventDefault()`: the page navigates itself. */
export class KasirRedirectEvent extends KasirEvent<Redirect> {
  constructor(redirect: Redirect) {
    super('kasir-redirect', redirect, true);
  }
}

/** What the customer did or saw, for the shop's own statistics. Nothing is sent anywhere. */
export class KasirAnalyticsEvent extends KasirEvent<AnalyticsEntry> {
  constructor(entry: AnalyticsEntry) {
    super('kasir-analytics', entry);
  }
}

/** Every event of the element, by its name. */
export interface KasirEventMap {
  'kasir-ready': KasirReadyEvent;
  'kasir-channel': KasirChannelEvent;
  'kasir-instruction': KasirInstructionEvent;
  'kasir-status': KasirStatusEvent;
  'kasir-paid': KasirPaidEvent;
  'kasir-closed': KasirClosedEvent;
  'kasir-error': KasirErrorEvent;
  'kasir-redirect': KasirRedirectEvent;
  'kasir-analytics': KasirAnalyticsEvent;
}
