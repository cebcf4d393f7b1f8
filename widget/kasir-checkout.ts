import type { Language } from '../shared/language.ts';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Problem } from '../shared/problem.ts';
import { ChannelPicker } from './channel-picker.ts';
import { checkoutScreen, screenName } from './checkout-screen.ts';
import { EventQueue } from './event-queue.ts';
import {
  KasirClosedEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
} from './events.ts';
import { Localization } from './localization.ts';
import { MissingChunkWatch } from './missing-chunk-watch.ts';
import { openSession } from './open-session.ts';
import { faultOf, givenSession, localeOf, logMisconfigured } from './page-setup.ts';
import type { PaymentFlowHost } from './payment-flow.ts';
import { PaymentFlowLoader } from './payment-flow-loader.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { SessionListener } from './session/event-notifier.ts';
import { misconfigured } from './session/misconfigured.ts';
import { localProblem } from './session/problem.ts';
import { INITIAL_SNAPSHOT, type Snapshot } from './session/snapshot.ts';
import { SettingsElement } from './settings-element.ts';
import { firstScreenStyles } from './styles/first-screen.ts';
import { showAboveBar } from './ui/behind-bar.ts';
import { FocusMover } from './ui/focus-mover.ts';

/** How long a page may take to set `bff` and `token`: it may have to request the token first. */
const SETTINGS_MS = 3_000;

const CHUNK_MISSING = localProblem(
  'part_missing',
  'A part of the widget cannot be loaded; reloading the page may help.',
);

/**
 * `<kasir-checkout>`: the customer picks how to pay and sees what to do next. It needs `bff` and `token`; everything
 * else has a default. It shows the status of a payment as the BFF reports it, and never assumes one.
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
 * @slot consent - the text the customer agrees to when a payment method is saved
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
export class KasirCheckout extends SettingsElement {
  static override styles = firstScreenStyles;
  readonly #events = new EventQueue(this);
  readonly #chunks = new MissingChunkWatch(
    async () => (await this.#session?.bff.answers()) === true,
    (missing) => {
      this.requestUpdate();
      // Not through the queue: what waits there for a screen would keep it back.
      if (missing) void this.updateComplete.then(() => this.dispatchEvent(new KasirErrorEvent(CHUNK_MISSING)));
    },
  );
  readonly #loader = new PaymentFlowLoader(
    () => this.#flowHost(),
    () => {
      this.#picker.unloadable = false;
      this.#chunks.loaded('payment-flow');
      this.#listener.changed();
    },
    () => void this.#chunks.failed('payment-flow'),
  );
  readonly #language = new Localization(this.#chunks, () => {
    this.requestUpdate();
    // The flow of the language before was dropped, and may be on the screen.
    if (this.#session?.snapshot.session) void this.#loader.load();
  });
  readonly #picker = new ChannelPicker(this, this.#loader, this.#events, () => this.#session);
  readonly #focus = new FocusMover(this);
  #session: CheckoutSession | undefined;
  /** The page has not set an address or a token. */
  #setUpProblem: Problem | undefined;
  #setUpTimer: ReturnType<typeof setTimeout> | undefined;
  #announcement = '';
  /** There is more on the screen than a skeleton. */
  #hasContent = false;
  /** There has been. */
  #hadContent = false;

  /** Reads the session again, as when the customer comes back to the page. */
  async refresh(): Promise<void> {
    await this.#session?.refresh();
  }

  /** Selects a channel, as the customer would. False when the session does not offer it, or none can be chosen now. */
  selectChannel(code: string): boolean {
    return this.#picker.selectOffered(code);
  }

  /** Presses the pay button. */
  async pay(): Promise<void> {
    await this.#picker.pay();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    // It was moved in the document, and may have missed something meanwhile.
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it is only moved: a payment may be being requested.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#language.cancel();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('focusin', ({ target }) => showAboveBar(root, target));
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { locale: present } = this.#language;
    const country = this.#session?.snapshot.session?.checkout.country;
    const locale = this.#hadContent && !changed.has('locale') ? present : localeOf(this, country);
    if (locale && locale !== present) this.#setLocale(locale);
    if (changed.has('session')) this.#session?.offer(this.session);
    if (!this.#session || changed.has('bff')) this.#start();
    else if (changed.has('token') && this.token?.trim()) this.#session.renew(this.token);
    if (changed.has('channel') && this.channel) this.selectChannel(this.channel.trim());
    this.#focus.enter(screenName(this.#snapshot, this.#language));
  }

  protected override render(): TemplateResult {
    const { template, hasContent } = checkoutScreen({
      snapshot: this.#snapshot,
      language: this.#language,
      picker: this.#picker,
      flow: this.#loader.flow,
      missing: this.#chunks.missing,
      announcement: this.#announcement,
      retry: () => (this.#setUpProblem ? location.reload() : void this.refresh()),
    });
    this.#hasContent = hasContent;
    return template;
  }

  protected override updated(): void {
    this.#hadContent ||= this.#hasContent;
    this.#events.rendered(this.#hasContent);
    // Back on the list, the focus goes to what was chosen before, however far down it is.
    this.#focus.move(
      this.renderRoot.querySelector(':checked[name="channel"]') ?? this.renderRoot.querySelector('#heading'),
    );
  }

  get #snapshot(): Snapshot {
    if (this.#session) return this.#session.snapshot;
    const problem = this.#setUpProblem;
    return problem ? { ...INITIAL_SNAPSHOT, state: 'error', problem } : INITIAL_SNAPSHOT;
  }

  #start(): void {
    this.#stop();
    if (!this.isConnected) return;
    const session = openSession(this, this.#listener, () => this.#language.locale);
    if (!session) {
      if (!this.#setUpProblem) this.#setUpTimer ??= setTimeout(() => void this.#reportSetUp(), SETTINGS_MS);
      return;
    }
    clearTimeout(this.#setUpTimer);
    this.#setUpProblem = this.#setUpTimer = undefined;
    this.#session = session;
    session.start(givenSession(this));
  }

  #stop(): void {
    this.#session?.stop();
    this.#session = undefined;
    this.#loader.drop();
  }

  async #reportSetUp(): Promise<void> {
    this.#setUpTimer = undefined;
    const fault = faultOf(this);
    const problem = fault && (await misconfigured(fault, String(this.bff ?? '').trim()));
    // An element that comes back to the page has its own three seconds.
    if (!problem || !this.isConnected || this.#session) return;
    this.#setUpProblem = problem;
    this.#listener.failed(problem);
    this.requestUpdate();
  }

  #setLocale(locale: Language): void {
    this.#language.change(locale, this.#hadContent);
    this.#loader.drop();
    // The BFF's texts are in a language too.
    void this.refresh();
    // Events wait until the screen can show what they are about.
    this.#events.holdUntil(this.#language.loading);
  }

  readonly #listener: SessionListener = {
    changed: () => {
      if (this.#session?.snapshot.payment) void this.#loader.load();
      this.#loader.flow?.sync();
      this.requestUpdate();
    },
    ready: (session) => {
      this.#events.put(() => new KasirReadyEvent(session));
      const { channels, savedMethods } = session;
      const only = channels.length === 1 && savedMethods.length === 0 ? channels[0] : undefined;
      const first = channels.find(({ code }) => code === this.channel?.trim()) ?? only;
      if (first && this.#picker.form.key === undefined) this.#picker.select(first.code);
      // The list shows first; then what opens in its rows is loaded.
      void this.#language.loading.then(() => this.updateComplete).then(() => this.#loader.load());
    },
    instruction: (payment, fresh) => {
      this.#events.put(() => new KasirInstructionEvent(payment));
      if (fresh) void this.#events.drained.then(() => this.#loader.load()).then((flow) => flow?.follow(payment));
    },
    status: (payment) => this.#events.put(() => new KasirStatusEvent(payment)),
    paid: (payment) => this.#events.put(() => new KasirPaidEvent(payment)),
    closed: (checkout) => this.#events.put(() => new KasirClosedEvent(checkout)),
    failed: (problem) => {
      logMisconfigured(problem);
      this.#loader.flow?.markRefused(problem);
      if (problem.errors) void this.updateComplete.then(() => this.#picker.faulty?.focus());
      this.#events.put(() => new KasirErrorEvent(problem));
    },
  };

  async #flowHost(): Promise<PaymentFlowHost | undefined> {
    await this.#language.loading;
    const session = this.#session;
    const { locale } = this.#language;
    const formats = this.#language.formatsIn(session?.snapshot.session?.checkout.country);
    if (!session || !formats || !locale || !this.shadowRoot) return undefined;
    return {
      root: this.shadowRoot,
      styles: firstScreenStyles,
      session,
      device: session.bff.device,
      form: this.#picker.form,
      locale,
      formats,
      requestUpdate: () => this.requestUpdate(),
      announce: (text) => this.#announce(text),
      chunks: this.#chunks,
      mayRedirect: (redirect) => this.dispatchEvent(new KasirRedirectEvent(redirect)),
    };
  }

  #announce(text: string): void {
    // A live region is announced only when its text changes.
    this.#announcement = this.#announcement === text ? `${text}\u00a0` : text;
    this.requestUpdate();
  }
}
