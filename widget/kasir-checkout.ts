import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  KasirChannelEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
} from './events.ts';
import { loadMessages } from './i18n/load-messages.ts';
import { type Locale, pickLocale } from './i18n/locale.ts';
import type { Messages } from './i18n/messages.ts';
import type { LaterPart } from './later-part.ts';
import { chooseScreen } from './screens/choose.ts';
import { ChooseForm } from './screens/choose-form.ts';
import { emptySummary, errorScreen, payButton, skeleton, summary } from './screens/shell.ts';
import { Bff } from './session/bff.ts';
import { CheckoutSession, type SessionListener } from './session/checkout-session.ts';
import { ServerClock } from './session/clock.ts';
import { base } from './styles/base.ts';
import { tokens } from './styles/tokens.ts';
import { detectDevice, type DeviceFacts } from './ui/device.ts';
import { FocusMover } from './ui/focus-mover.ts';
import { createFormats, type Formats } from './ui/formats.ts';
import { onWake } from './ui/wake-signals.ts';

/** A chunk that did not arrive is asked for again after this. */
const RETRY_MS = 3_000;

/** All that is not needed before the customer has chosen. */
const loadLaterPart = () => import('./later-part.ts');

/**
 * `<kasir-checkout>`: the customer picks how to pay and sees what to do next. It needs `bff` and `token`; everything
 * else has a default. What it shows of a payment is the BFF's word, never its own guess.
 *
 * @fires {KasirReadyEvent} kasir-ready
 * @fires {KasirChannelEvent} kasir-channel
 * @fires {KasirInstructionEvent} kasir-instruction
 * @fires {KasirStatusEvent} kasir-status
 * @fires {KasirPaidEvent} kasir-paid
 * @fires {KasirErrorEvent} kasir-error
 * @fires {KasirRedirectEvent} kasir-redirect - cancelable
 * @slot header - above the card
 * @slot footer - below the card
 * @slot consent - the words the customer agrees to when a way to pay is saved
 * @csspart channel-list
 * @csspart channel
 * @csspart pay-button
 * @csspart instruction
 * @csspart payment-code
 * @csspart copy-button
 * @csspart qr
 * @csspart barcode
 * @csspart countdown
 * @csspart status
 * @csspart error
 */
export class KasirCheckout extends LitElement {
  static override styles = [tokens, base];
  static override properties = {
    bff: {},
    token: {},
    locale: {},
    theme: { reflect: true },
    channel: {},
    renewToken: { attribute: false },
  };

  /** Address of the BFF, absolute or relative to the page. */
  declare bff: string | undefined;
  /** The checkout's client token. A new one for the same checkout leaves the screen as it is. */
  declare token: string | undefined;
  /** `id` or `en`. Default: the page's language, then `id`. */
  declare locale: string | undefined;
  /** Default `auto`: as the customer's system has it. */
  declare theme: 'auto' | 'light' | 'dark' | undefined;
  /** Code of the channel to be selected at first. */
  declare channel: string | undefined;
  /** Fetches a fresh client token from the storefront when the present one has ended. */
  declare renewToken: (() => Promise<string>) | undefined;

  readonly #form = new ChooseForm();
  readonly #clock = new ServerClock(() => Date.now());
  readonly #focus = new FocusMover(this);
  #device: DeviceFacts = { kind: 'desktop' };
  #session: CheckoutSession | undefined;
  #spoken: Locale | undefined;
  #messages: Messages | undefined;
  #formats: Formats | undefined;
  #later: LaterPart | undefined;
  #loading: Promise<LaterPart | undefined> | undefined;
  #told: Promise<unknown> = Promise.resolve();
  #announcement = '';
  #started = false;

  /** Asks the BFF again, as when the customer comes back to the page. */
  async refresh(): Promise<void> {
    await this.#session?.refresh();
  }

  /** Selects a channel, as the customer would. False when the session does not offer it, or none can be chosen now. */
  selectChannel(code: string): boolean {
    const { state, session } = this.#session?.snapshot ?? {};
    const offered = state === 'choosing' && session?.channels.some((channel) => channel.code === code) === true;
    if (offered) this.#select(code);
    return offered;
  }

  /** Presses the pay button. */
  async pay(): Promise<void> {
    const session = this.#session;
    const later = await this.#loadLater();
    if (!later || !session || session !== this.#session || session.snapshot.state !== 'choosing') return;
    const sent = later.pay();
    this.requestUpdate();
    if (sent) return;
    await this.updateComplete;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find('[aria-invalid]') ?? find('input[type=radio]'))?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const locale = pickLocale(this.locale, this.closest('[lang]')?.getAttribute('lang'));
    if (locale !== this.#spoken) this.#speak(locale);
    if (!this.#started || changed.has('bff')) this.#start();
    else if (changed.has('token') && this.token) this.#session?.renew(this.token);
    if (changed.has('channel') && this.channel) this.selectChannel(this.channel);
    this.#focus.enter(this.#screenName());
  }

  protected override updated(): void {
    this.#focus.settle(this.renderRoot.querySelector('#heading'));
  }

  #start(): void {
    this.#stop();
    if (!this.isConnected || !this.bff || !this.token) return;
    this.#started = true;
    this.#device = detectDevice(navigator);
    this.#session = new CheckoutSession({
      bff: new Bff({
        baseUrl: new URL(this.bff, document.baseURI).href,
        token: this.token,
        renewToken: () => this.renewToken?.(),
        device: this.#device,
        language: () => this.#spoken,
      }),
      clock: this.#clock,
      onWake,
      listener: this.#listener,
    });
    this.#session.start();
  }

  #stop(): void {
    this.#started = false;
    this.#session?.stop();
    this.#session = undefined;
    this.#dropLater();
  }

  #speak(locale: Locale): void {
    this.#spoken = locale;
    this.#formats = undefined;
    this.#dropLater();
    // Its notices are in a language.
    void this.#session?.refresh();
    const loaded = loadMessages(locale).then(
      (messages) => {
        if (this.#spoken === locale) this.#messages = messages;
        this.requestUpdate();
      },
      () => {
        this.#spoken = undefined;
        setTimeout(() => this.requestUpdate(), RETRY_MS);
      },
    );
    // Nobody is told of what cannot be seen yet.
    this.#told = Promise.all([this.#told, loaded]);
  }

  readonly #listener: SessionListener = {
    changed: () => {
      if (this.#session?.snapshot.payment) void this.#loadLater();
      this.#later?.sync();
      this.requestUpdate();
    },
    ready: (session) => {
      this.#formats = undefined;
      this.#tell(() => new KasirReadyEvent(session));
      const { channels, savedMethods } = session;
      const only = channels.length === 1 && savedMethods.length === 0 ? channels[0] : undefined;
      const first = channels.find(({ code }) => code === this.channel) ?? only;
      if (first && this.#form.key === undefined) this.#select(first.code);
      // The list shows first; then what its rows open is fetched.
      void this.#told.then(() => this.#loadLater());
    },
    instruction: (payment, fresh) => {
      this.#tell(() => new KasirInstructionEvent(payment));
      if (fresh) void this.#told.then(() => this.#loadLater()).then((later) => later?.follow(payment));
    },
    status: (payment) => this.#tell(() => new KasirStatusEvent(payment)),
    paid: (payment) => this.#tell(() => new KasirPaidEvent(payment)),
    failed: (problem) => {
      this.#later?.blame(problem);
      this.#tell(() => new KasirErrorEvent(problem));
    },
  };

  /** Events go out in order, each after the screen shows what it tells. */
  #tell(event: () => Event): void {
    this.#told = this.#told.then(() => this.updateComplete).then(() => this.dispatchEvent(event()));
  }

  #select(key: string): void {
    const session = this.#session?.snapshot.session;
    this.#form.select(key);
    const channel = session && this.#form.selectedOf(session)?.channel;
    if (channel) {
      this.#tell(() => new KasirChannelEvent(channel));
      void this.#loadLater().then((later) => later?.prefetch(channel.kind));
    }
    this.requestUpdate();
  }

  #loadLater(): Promise<LaterPart | undefined> {
    this.#loading ??= this.#fetchLater();
    return this.#loading;
  }

  async #fetchLater(): Promise<LaterPart | undefined> {
    const session = this.#session;
    const locale = this.#spoken;
    try {
      const [part] = await Promise.all([loadLaterPart(), this.#told]);
      const formats = this.#format();
      if (!session || !locale || !formats || !this.#messages || !this.shadowRoot) throw new Error('not ready yet');
      const later = await part.loadLater({
        root: this.shadowRoot,
        styles: KasirCheckout.styles,
        session,
        clock: this.#clock,
        device: this.#device,
        form: this.#form,
        locale,
        formats,
        requestUpdate: () => this.requestUpdate(),
        announce: (text) => this.#announce(text),
        mayRedirect: (redirect) => this.dispatchEvent(new KasirRedirectEvent(redirect)),
      });
      if (this.#session !== session || this.#spoken !== locale) return undefined;
      this.#later = later;
      this.#listener.changed();
      return later;
    } catch {
      setTimeout(() => {
        this.#loading = undefined;
        if (this.#session) void this.#loadLater();
      }, RETRY_MS);
      return undefined;
    }
  }

  #dropLater(): void {
    this.#later?.stop();
    this.#later = undefined;
    this.#loading = undefined;
  }

  #announce(text: string): void {
    // The same words again are news only if they differ.
    this.#announcement = this.#announcement === text ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  #format(): Formats | undefined {
    const country = this.#session?.snapshot.session?.checkout.country;
    if (country && this.#spoken) this.#formats ??= createFormats(`${this.#spoken}-${country}`);
    return this.#formats;
  }

  /** Empty while there is no more than a skeleton. */
  #screenName(): string {
    const { state, session, payment } = this.#session?.snapshot ?? {};
    if (!this.#messages || !state || state === 'loading') return '';
    if (state === 'choosing' || state === 'paying') return session ? 'choose' : '';
    return `${state} ${payment?.id ?? ''}`;
  }

  protected override render(): TemplateResult {
    const t = this.#messages;
    const { state, session } = this.#session?.snapshot ?? {};
    const formats = this.#format();
    const screen = this.#screen();
    const pays =
      (state === 'choosing' || state === 'paying') &&
      session &&
      session.channels.length + session.savedMethods.length > 0;
    return html`
      <slot name="header"></slot>
      <div class="shell" lang=${this.#spoken ?? nothing}>
        <div class="card" aria-busy=${screen && state !== 'paying' ? 'false' : 'true'}>
          ${session && t && formats ? summary(session.checkout, t, formats, pays === true) : state === 'error' ? nothing : emptySummary}
          <div class="main">
            <div class="screen">${screen ?? skeleton}</div>
            ${this.#statusRow()}
          </div>
          <div class="bar" ?data-bare=${!pays}>
            <div class="foot">
              <p class="error" part="error" role="alert">${this.#errorText() || nothing}</p>
              ${
                pays && t && formats
                  ? payButton(t, formats.money(session.checkout.amount, session.checkout.currency), state === 'paying')
                  : nothing
              }
            </div>
          </div>
        </div>
        <p class="unseen" aria-live="polite">${this.#announcement}</p>
      </div>
      <slot name="footer"></slot>
    `;
  }

  /** `undefined`: still on its way. */
  #screen(): TemplateResult | undefined {
    const t = this.#messages;
    const { state, session, problem } = this.#session?.snapshot ?? {};
    switch (this.#screenName() && t ? state : undefined) {
      case undefined:
        return undefined;
      case 'error':
        return t && errorScreen(t, problemText(t, problem?.code), () => void this.refresh());
      case 'choosing':
      case 'paying':
        return (
          t &&
          session &&
          chooseScreen({
            session,
            form: this.#form,
            t,
            select: (key) => {
              this.#select(key);
              void this.#loadLater().then((later) => this.updateComplete.then(() => later?.reveal()));
            },
            search: (query) => {
              this.#form.query = query;
              this.requestUpdate();
            },
            submit: () => void this.pay(),
            panel: this.#later?.panel(),
          })
        );
      default:
        return this.#later?.render();
    }
  }

  /** The live region: what is happening. Seen while the customer has something to do elsewhere. */
  #statusRow(): TemplateResult {
    const t = this.#messages;
    const { state = 'loading', reachable = true } = this.#session?.snapshot ?? {};
    const text = state === 'loading' ? t?.loading : state === 'paying' ? t?.paying : this.#later?.statusLine();
    const seen = (state === 'instructed' && text) || !reachable;
    return html`<p class=${seen ? 'status' : 'unseen'} part="status" role="status">
      ${reachable ? text : t?.offline}
    </p>`;
  }

  #errorText(): string | undefined {
    const t = this.#messages;
    const { state, problem, tokenEnded } = this.#session?.snapshot ?? {};
    if (!t || state === 'error') return undefined;
    if (tokenEnded) return problemText(t, 'token_expired');
    return this.#later?.errorText() ?? (problem && problemText(t, problem.code));
  }
}

const problemText = (t: Messages, code = ''): string => t.problems[code] ?? t.problems.other;

declare global {
  interface HTMLElementTagNameMap {
    'kasir-checkout': KasirCheckout;
  }
}
