import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { Problem } from '../shared/problem.ts';
import {
  KasirChannelEvent,
  KasirClosedEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
} from './events.ts';
import { loadMessages } from './i18n/load-messages.ts';
import type { Locale } from './i18n/locale.ts';
import type { Messages } from './i18n/messages.ts';
import type { LaterHost } from './later-part.ts';
import { LaterSlot } from './later-slot.ts';
import { addressOf, complain, givenSession, lackOf, localeOf } from './page-setup.ts';
import { PartWatch } from './part-watch.ts';
import { chooseScreen } from './screens/choose.ts';
import { ChooseForm } from './screens/choose-form.ts';
import { frame } from './screens/frame.ts';
import { emptySummary, errorScreen, missingPart, payButton, skeleton, summary } from './screens/shell.ts';
import { Bff } from './session/bff.ts';
import { CheckoutSession } from './session/checkout-session.ts';
import { ServerClock } from './session/clock.ts';
import { PageMemory } from './session/page-memory.ts';
import { localProblem } from './session/problem.ts';
import type { Snapshot } from './session/snapshot.ts';
import type { SessionListener } from './session/teller.ts';
import { base } from './styles/base.ts';
import { list } from './styles/list.ts';
import { tokens } from './styles/tokens.ts';
import { detectDevice, type DeviceFacts } from './ui/device.ts';
import { FocusMover } from './ui/focus-mover.ts';
import { createFormats, type Formats } from './ui/formats.ts';
import { onWake } from './ui/wake-signals.ts';

const pageMemory = new PageMemory();

/** A page may have to ask for its token first. */
const SETTINGS_MS = 3_000;

const PART_MISSING = localProblem(
  'part_missing',
  'A part of the widget cannot be loaded; reloading the page may mend it.',
);

/** Words that did not arrive are asked for again after this. */
const RETRY_MS = 3_000;

/**
 * `<kasir-checkout>`: the customer picks how to pay and sees what to do next. It needs `bff` and `token`; everything
 * else has a default. What it shows of a payment is the BFF's word, never its own guess.
 *
 * @fires {KasirReadyEvent} kasir-ready
 * @fires {KasirChannelEvent} kasir-channel
 * @fires {KasirInstructionEvent} kasir-instruction
 * @fires {KasirStatusEvent} kasir-status
 * @fires {KasirPaidEvent} kasir-paid
 * @fires {KasirClosedEvent} kasir-closed
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
  static override styles = [tokens, base, list];
  static override properties = {
    bff: {},
    token: {},
    locale: {},
    theme: { reflect: true },
    channel: {},
    renewToken: { attribute: false },
    session: { attribute: false },
  };

  /** Address of the BFF, absolute or relative to the page. */
  declare bff: string | undefined;
  /** The checkout's client token. A new one for the same checkout leaves the screen as it is. */
  declare token: string | undefined;
  /**
   * `id`, `en`; names of languages we do not speak are as none. Default: the page's language, then the browser's, then
   * `id` for Indonesia and `en` elsewhere. Once shown it stays, unless this changes.
   */
  declare locale: string | undefined;
  /** Default `auto`: as the customer's system has it. */
  declare theme: 'auto' | 'light' | 'dark' | undefined;
  /** Code of the channel to be selected at first. */
  declare channel: string | undefined;
  /** Fetches a fresh client token from the storefront when the present one has ended. */
  declare renewToken: (() => Promise<string>) | undefined;
  /**
   * The session view of `expand: ["session"]`, or a child `<script type="application/json">` with it: the list shows
   * without asking the server, and is checked by one request.
   */
  declare session: SessionView | undefined;

  readonly #form = new ChooseForm();
  readonly #clock = new ServerClock(() => Date.now());
  readonly #focus = new FocusMover(this);
  #device: DeviceFacts = { kind: 'desktop' };
  #session: CheckoutSession | undefined;
  #spoken: Locale | undefined;
  #messages: Messages | undefined;
  #formats: Formats | undefined;
  readonly #later = new LaterSlot(
    () => this.#laterHost(),
    () => {
      this.#unloadable = false;
      this.#parts.arrived('later');
      this.#listener.changed();
    },
    () => void this.#parts.lost('later'),
  );
  readonly #parts = new PartWatch(
    async () => (await this.#session?.bff.answers()) === true,
    (missing) => {
      this.requestUpdate();
      // Nothing that waits to be seen will be: this one goes before.
      if (missing) void this.updateComplete.then(() => this.dispatchEvent(new KasirErrorEvent(PART_MISSING)));
    },
  );
  /** The page has not said where to ask, or with what. */
  #lack: Problem | undefined;
  /** There is more on the screen than a skeleton. */
  #hasScreen = false;
  #shown = false;
  #awaitScreen: (() => void)[] = [];
  #worded: Promise<unknown> = Promise.resolve();
  /** The pay button was pressed before all of it was here. */
  #pressed = false;
  #unloadable = false;
  #told: Promise<unknown> = Promise.resolve();
  #announcement = '';
  #started = false;
  #lackTimer: ReturnType<typeof setTimeout> | undefined;

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
    if (session?.snapshot.state !== 'choosing') return;
    this.#pressed = true;
    this.requestUpdate();
    const later = await this.#later.load();
    this.#pressed = false;
    this.#unloadable = !later;
    const complete = later?.pay();
    this.requestUpdate();
    if (complete !== false) return;
    await this.updateComplete;
    (this.#faulty() ?? this.renderRoot.querySelector<HTMLElement>('input[type=radio]'))?.focus();
  }

  /** The first field that cannot be sent as it is. */
  #faulty(): HTMLElement | null {
    return this.renderRoot.querySelector('[aria-invalid]');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    // It was moved, maybe by a framework that was busy with something else while the customer paid.
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it is only moved: an attempt to pay may be under way.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      // Words that are still asked for are not asked for any more.
      if (!this.#messages) this.#spoken = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const country = this.#session?.snapshot.session?.checkout.country;
    const locale = this.#shown && !changed.has('locale') ? this.#spoken : localeOf(this, country);
    if (locale && locale !== this.#spoken) this.#speak(locale);
    if (changed.has('session')) this.#session?.offer(this.session);
    if (!this.#started || changed.has('bff')) this.#start();
    else if (changed.has('token') && this.token?.trim()) this.#session?.renew(this.token);
    if (changed.has('channel') && this.channel) this.selectChannel(this.channel.trim());
    this.#focus.enter(this.#screenName());
  }

  protected override updated(): void {
    if (this.#hasScreen) {
      this.#shown = true;
      for (const tell of this.#awaitScreen.splice(0)) tell();
    }
    // Who tries again finds what was chosen before, however far down the list it stands.
    this.#focus.settle(
      this.renderRoot.querySelector(':checked[name="channel"]') ?? this.renderRoot.querySelector('#heading'),
    );
  }

  #start(): void {
    this.#stop();
    if (!this.isConnected) return;
    const baseUrl = addressOf(this);
    if (baseUrl === undefined || !this.token || lackOf(this)) {
      if (!this.#lack) this.#lackTimer ??= setTimeout(() => this.#tellLack(), SETTINGS_MS);
      return;
    }
    clearTimeout(this.#lackTimer);
    this.#lack = this.#lackTimer = undefined;
    this.#started = true;
    this.#device = detectDevice(navigator);
    this.#session = new CheckoutSession({
      bff: new Bff({
        baseUrl,
        token: this.token,
        renewToken: () => this.renewToken?.(),
        device: this.#device,
        language: () => this.#spoken,
      }),
      clock: this.#clock,
      onWake,
      listener: this.#listener,
      memory: pageMemory,
      pageStart: performance.timeOrigin,
    });
    this.#session.start(givenSession(this));
  }

  #tellLack(): void {
    this.#lackTimer = undefined;
    const lack = lackOf(this);
    // An element that comes back to the page has its own three seconds.
    if (!this.isConnected || this.#started || !lack) return;
    this.#lack = lack;
    this.#listener.failed(lack);
    this.requestUpdate();
  }

  get #snapshot(): Partial<Snapshot> {
    return this.#session?.snapshot ?? (this.#lack ? { state: 'error', problem: this.#lack } : {});
  }

  #stop(): void {
    this.#started = false;
    this.#session?.stop();
    this.#session = undefined;
    this.#later.drop();
  }

  #speak(locale: Locale): void {
    this.#spoken = locale;
    this.#formats = undefined;
    this.#later.drop();
    // Its notices are in a language.
    void this.#session?.refresh();
    if (!this.#shown) this.#messages = undefined;
    this.#worded = this.#fetchWords(locale);
    // Nobody is told of what cannot be seen yet.
    this.#told = Promise.all([this.#told, this.#worded]);
  }

  /** Ends when they are here, or no longer wanted. */
  async #fetchWords(locale: Locale): Promise<void> {
    while (this.#spoken === locale) {
      try {
        const messages = await loadMessages(locale);
        this.#parts.arrived('words');
        if (this.#spoken !== locale) return;
        this.#messages = messages;
        this.requestUpdate();
        // What was let go of with the old language may be on the screen.
        if (this.#session?.snapshot.session) void this.#later.load();
        return;
      } catch {
        void this.#parts.lost('words');
        await new Promise((resolve) => {
          setTimeout(resolve, RETRY_MS);
        });
      }
    }
  }

  readonly #listener: SessionListener = {
    changed: () => {
      if (this.#session?.snapshot.payment) void this.#later.load();
      this.#later.part?.sync();
      this.requestUpdate();
    },
    ready: (session) => {
      this.#formats = undefined;
      this.#tell(() => new KasirReadyEvent(session));
      const { channels, savedMethods } = session;
      const only = channels.length === 1 && savedMethods.length === 0 ? channels[0] : undefined;
      const first = channels.find(({ code }) => code === this.channel?.trim()) ?? only;
      if (first && this.#form.key === undefined) this.#select(first.code);
      // The list shows first; then what its rows open is fetched.
      void this.#worded.then(() => this.updateComplete).then(() => this.#later.load());
    },
    instruction: (payment, fresh) => {
      this.#tell(() => new KasirInstructionEvent(payment));
      if (fresh) void this.#told.then(() => this.#later.load()).then((later) => later?.follow(payment));
    },
    status: (payment) => this.#tell(() => new KasirStatusEvent(payment)),
    paid: (payment) => this.#tell(() => new KasirPaidEvent(payment)),
    closed: (checkout) => this.#tell(() => new KasirClosedEvent(checkout)),
    failed: (problem) => {
      complain(problem);
      this.#later.part?.blame(problem);
      if (problem.errors) void this.updateComplete.then(() => this.#faulty()?.focus());
      this.#tell(() => new KasirErrorEvent(problem));
    },
  };

  /** Events go out in order, each after the screen shows what it tells. */
  #tell(event: () => Event): void {
    this.#told = this.#told
      .then(() => this.updateComplete)
      .then(async () => {
        if (!this.#hasScreen) await this.#untilScreen();
        this.dispatchEvent(event());
      });
  }

  async #untilScreen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#awaitScreen.push(resolve);
    });
    await this.updateComplete;
  }

  #select(key: string): void {
    const session = this.#session?.snapshot.session;
    this.#form.select(key);
    this.#unloadable = false;
    this.#session?.change({ problem: undefined });
    const channel = session && this.#form.selectedOf(session)?.channel;
    if (channel) {
      this.#tell(() => new KasirChannelEvent(channel));
      void this.#later.load().then((later) => later?.prefetch(channel.kind));
    }
    this.requestUpdate();
  }

  async #laterHost(): Promise<LaterHost | undefined> {
    await this.#worded;
    const session = this.#session;
    const formats = this.#format();
    if (!session || !formats || !this.#spoken || !this.shadowRoot) return undefined;
    return {
      root: this.shadowRoot,
      styles: KasirCheckout.styles,
      session,
      clock: this.#clock,
      device: this.#device,
      form: this.#form,
      locale: this.#spoken,
      formats,
      requestUpdate: () => this.requestUpdate(),
      announce: (text) => this.#announce(text),
      parts: this.#parts,
      mayRedirect: (redirect) => this.dispatchEvent(new KasirRedirectEvent(redirect)),
    };
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
    const { state, session, payment } = this.#snapshot;
    if (!this.#messages || !state || state === 'loading') return '';
    if (state === 'choosing' || state === 'paying') return session ? 'choose' : '';
    return `${state} ${payment?.id ?? ''}`;
  }

  protected override render(): TemplateResult {
    const t = this.#messages;
    const { state = 'loading', session, reachable = true } = this.#snapshot;
    const formats = this.#format();
    const screen = this.#screen();
    this.#hasScreen = screen !== undefined;
    const missing = this.#parts.missing && this.#spoken;
    const paying = state === 'paying' || this.#pressed;
    const payable = session && (state === 'choosing' || state === 'paying') && offersAny(session);
    const words = state === 'loading' ? t?.loading : paying ? t?.paying : this.#later.part?.statusLine();
    const { amount = 0, currency = 'IDR' } = session?.checkout ?? {};
    return frame({
      locale: this.#spoken,
      busy: (!screen && !missing) || paying,
      summary:
        session && t && formats
          ? summary(session.checkout, t, formats, payable === true)
          : state === 'error'
            ? undefined
            : emptySummary,
      screen: screen ?? (missing ? missingPart(missing, true) : skeleton),
      status: reachable ? words : t?.offline,
      statusSeen: (state === 'instructed' && words !== '') || !reachable,
      error: missing && screen ? missingPart(missing, false) : this.#errorText(),
      button: payable && t && formats ? payButton(t, formats.money(amount, currency), paying) : undefined,
      announcement: this.#announcement,
    });
  }

  /** `undefined`: still on its way. */
  #screen(): TemplateResult | undefined {
    const t = this.#messages;
    const { state, session, problem } = this.#snapshot;
    if (!t || !this.#screenName()) return undefined;
    if (state === 'error')
      return errorScreen(t, problemText(t, problem?.code), () =>
        this.#lack ? location.reload() : void this.refresh(),
      );
    if (!session || (state !== 'choosing' && state !== 'paying')) return this.#later.part?.render();
    return chooseScreen({
      session,
      form: this.#form,
      t,
      select: (key) => {
        this.#select(key);
        void this.#later.load().then((later) => this.updateComplete.then(() => later?.reveal()));
      },
      search: (query) => {
        this.#form.query = query;
        this.requestUpdate();
        this.#later.part?.searched();
      },
      submit: () => void this.pay(),
      panel: this.#later.part?.panel(),
    });
  }

  #errorText(): string | undefined {
    const t = this.#messages;
    const { state, problem, tokenEnded } = this.#snapshot;
    if (!t || state === 'error') return undefined;
    if (tokenEnded) return problemText(t, 'token_expired');
    if (this.#unloadable) return problemText(t, 'unreachable');
    return this.#later.part?.errorText() ?? (problem && problemText(t, problem.code));
  }
}

const offersAny = ({ channels, savedMethods }: SessionView): boolean => channels.length + savedMethods.length > 0;

const problemText = (t: Messages, code = ''): string => t.problems[code] ?? t.problems.other;

declare global {
  interface HTMLElementTagNameMap {
    'kasir-checkout': KasirCheckout;
  }
}
