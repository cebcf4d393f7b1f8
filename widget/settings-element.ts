import { type PropertyDeclaration, type PropertyValues, ReactiveElement, render, type TemplateResult } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { ArrangeChannels } from './arranged-channel.ts';
import type { BeforePay } from './before-pay.ts';
import type { KasirMessages } from './i18n/kasir-messages.ts';

/** Frameworks write the same object anew in every rendering: functions are the same if their text is. */
const differ = (a: unknown, b: unknown): boolean => written(a) !== written(b);

const written = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'function' ? String(part) : part));

/** What a page sets on the element. */
export abstract class SettingsElement extends ReactiveElement {
  static override properties = {
    bff: {},
    token: {},
    locale: {},
    theme: { reflect: true },
    channel: {},
    renewToken: { attribute: false },
    session: { attribute: false },
    messages: { attribute: false, hasChanged: differ },
    arrangeChannels: { attribute: false },
    beforePay: { attribute: false },
    logos: { attribute: false },
  } satisfies Record<Exclude<keyof SettingsElement, keyof ReactiveElement>, PropertyDeclaration>;

  /** Address of the BFF, absolute or relative to the page. */
  declare bff: string | undefined;
  /** The checkout's client token. A new one for the same checkout leaves the screen as it is. */
  declare token: string | undefined;
  /**
   * `id`, `en`, `th`, `vi`, `ms`, `fil` or `zh`, with any region; other languages count as not set. Default: the page's
   * language, then the browser's, then `id` for Indonesia and `en` elsewhere. Once shown it stays, unless this changes.
   */
  declare locale: string | undefined;
  /** Default `auto`: as the customer's system has it. */
  declare theme: 'auto' | 'light' | 'dark' | undefined;
  /** Code of the channel that is selected at first. */
  declare channel: string | undefined;
  /** Gets a new client token from the storefront when the present one has ended. */
  declare renewToken: (() => Promise<string>) | undefined;
  /**
   * The session view of `expand: ["session"]`, or a child `<script type="application/json">` with it: the list shows
   * at once, and one request checks it.
   */
  declare session: SessionView | undefined;
  /** Texts of the shop in place of the widget's own, by language: `{ en: { pay: (amount) => `Order and pay ${amount}` } }`. */
  declare messages: KasirMessages | undefined;
  /** Reorders, hides, renames and groups the channels of the list, and adds a note or a fee to them. */
  declare arrangeChannels: ArrangeChannels | undefined;
  /** Asked before a payment is requested: `false` stops it, and so does a rejection, whose message is shown. */
  declare beforePay: BeforePay | undefined;
  /** Addresses of the shop's own logo files by channel code, in place of the widget's neutral marks. */
  declare logos: Readonly<Record<string, string>> | undefined;

  /** What shows now. */
  protected abstract render(): TemplateResult;

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    render(this.render(), this.renderRoot);
  }
}
