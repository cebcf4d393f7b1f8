import { LitElement, type PropertyDeclaration } from 'lit';
import type { SessionView } from '../shared/api/views.ts';

/** What a page sets on the element. */
export class SettingsElement extends LitElement {
  static override properties = {
    bff: {},
    token: {},
    locale: {},
    theme: { reflect: true },
    channel: {},
    renewToken: { attribute: false },
    session: { attribute: false },
  } satisfies Record<Exclude<keyof SettingsElement, keyof LitElement>, PropertyDeclaration>;

  /** Address of the BFF, absolute or relative to the page. */
  declare bff: string | undefined;
  /** The checkout's client token. A new one for the same checkout leaves the screen as it is. */
  declare token: string | undefined;
  /**
   * `id` or `en`; other languages count as not set. Default: the page's language, then the browser's, then
   * `id` for Indonesia and `en` elsewhere. Once shown it stays, unless this changes.
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
}
