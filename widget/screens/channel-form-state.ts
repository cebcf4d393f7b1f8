import type { TemplateResult } from 'lit';
import type { AnalyticsFacts, AnalyticsName } from '../analytics.ts';
import type { ChannelView, SavedMethodView, SessionCheckout, SessionView } from '../../shared/api/views.ts';
import type { CheckoutSession } from '../session/checkout-session.ts';
import type { FieldFault } from '../ui/field-check.ts';

export type Selected =
  | { readonly kind: 'channel'; readonly channel: ChannelView }
  | { readonly kind: 'saved'; readonly method: SavedMethodView; readonly channel: ChannelView | undefined };

/** `wrong`: the BFF refused it. */
export type FormFault = FieldFault | 'wrong';

/** The value of a saved method's radio button; a channel's is its code. */
export const savedKey = (method: SavedMethodView): string => `saved:${method.id}`;

/** What is loaded once the list shows. */
export interface ListDecoration {
  /** Another one where the page has changed its settings, or taken the element out and put it back. */
  session: CheckoutSession;
  /** The sign before a channel's name. */
  tile(code: string, brand: string): TemplateResult;
  /** The checkout's time limit; `undefined` until it can be written quickly. */
  deadline(checkout: SessionCheckout): string | undefined;
  /** Tells the page what the customer does; `facts`: of the selected channel by default. */
  track(name: AnalyticsName, facts?: AnalyticsFacts): void;
}

/** What the customer has chosen and typed so far. It outlives a refresh of the session and a failed payment. */
export class ChannelFormState {
  query = '';
  /** By the clock of the page, in milliseconds; `listedAt` once the list is rendered. */
  readonly openedAt = performance.now();
  listedAt: number | undefined;
  /** Once they are here. */
  extras: ListDecoration | undefined;
  /** Headings of the long groups that are open. */
  readonly opened = new Set<string>();
  consent = false;
  /** Pressed "pay" with nothing selected. */
  unchosen = false;
  /** By field name. */
  readonly faults = new Map<string, FormFault>();
  /** By field name, so that a phone number typed for one wallet is there for the next. */
  readonly values = new Map<string, string>();
  /** When somebody pressed what selected it, by `performance.now()`; nobody did where the page opens with it. */
  pressedAt = Number.NEGATIVE_INFINITY;
  /** The channels of the list, in their order, where some of them are no longer offered. */
  places: readonly ChannelView[] | undefined;
  #key: string | undefined;

  get key(): string | undefined {
    return this.#key;
  }

  select(key: string | undefined, isPressed = true): void {
    // Consent holds for one payment method only.
    if (key !== this.#key) this.consent = false;
    this.#key = key;
    this.pressedAt = isPressed ? performance.now() : Number.NEGATIVE_INFINITY;
    this.unchosen = false;
    this.faults.clear();
  }

  /** What is selected, if the session still offers it. */
  selectedOf(session: SessionView): Selected | undefined {
    const method = session.savedMethods.find((candidate) => savedKey(candidate) === this.#key);
    const code = method?.channel ?? this.#key;
    const channel = session.channels.find((candidate) => candidate.code === code);
    if (method) return { kind: 'saved', method, channel };
    return channel ? { kind: 'channel', channel } : undefined;
  }
}
