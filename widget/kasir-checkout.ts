import { openSession } from './open-session.ts';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Problem } from '../shared/problem.ts';
import { ChannelPicker } from './channel-picker.ts';
import { checkoutScreen, type CheckoutScreenContext, screenName, screenOf } from './checkout-screen.ts';
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
import type { Language } from '../shared/language.ts';
import type { PaymentFlowHost } from './payment-flow.ts';
import { PaymentFlowLoader } from './payment-flow-loader.ts';
import { Localization } from './localization.ts';
import { complain, faultOf, givenSession, localeOf } from './page-setup.ts';
import { MissingChunkWatch } from './missing-chunk-watch.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import { misconfigured } from './session/misconfigured.ts';
import { localProblem } from './session/problem.ts';
import type { SessionListener } from './session/event-notifier.ts';
import { SettingsElement } from './settings-element.ts';
import { firstScreenStyles } from './styles/first-screen.ts';
import { FocusMover } from './ui/focus-mover.ts';

/** A page may have to ask for its token first. */
const SETTINGS_MS = 3_000;

const PART_MISSING = localProblem(
  'part_missing',
  'A part of the widget cannot be loaded; reloading the page may mend it.',
);

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
export class KasirCheckout extends SettingsElement {
  static override styles = firstScreenStyles;
  readonly #events = new EventQueue(this);
  readonly #parts = new MissingChunkWatch(
    async () => (await this.#session?.bff.answers()) === true,
    (missing) => {
      this.requestUpdate();
      // Nothing that waits to be seen will be: this one goes before.
      if (missing) void this.updateComplete.then(() => this.dispatchEvent(new KasirErrorEvent(PART_MISSING)));
    },
  );
  readonly #flow = new PaymentFlowLoader(
    () => this.#flowHost(),
    () => {
      this.#picker.unloadable = false;
      this.#parts.arrived('later');
      this.#listener.changed();
    },
    () => void this.#parts.chunkFailed('later'),
  );
  readonly #language = new Localization(this.#parts, () => {
    this.requestUpdate();
    // What was let go of with the old language may be on the screen.
    if (this.#session?.snapshot.session) void this.#flow.load();
  });
  readonly #picker = new ChannelPicker(this, this.#flow, this.#events, () => this.#session);
  readonly #focus = new FocusMover(this);
  #session: CheckoutSession | undefined;
  /** The page has not said where to ask, or with what. */
  #lack: Problem | undefined;
  #lackTimer: ReturnType<typeof setTimeout> | undefined;
  #announcement = '';
  /** There is more on the screen than a skeleton. */
  #hasScreen = false;
  #shown = false;

  /** Asks the BFF again, as when the customer comes back to the page. */
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
    // It was moved, maybe by a framework that was busy with something else while the customer paid.
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it is only moved: an attempt to pay may be under way.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#language.cancel();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { locale: spoken } = this.#language;
    const country = this.#session?.snapshot.session?.checkout.country;
    const locale = this.#shown && !changed.has('locale') ? spoken : localeOf(this, country);
    if (locale && locale !== spoken) this.#speak(locale);
    if (changed.has('session')) this.#session?.offer(this.session);
    if (!this.#session || changed.has('bff')) this.#start();
    else if (changed.has('token') && this.token?.trim()) this.#session.renew(this.token);
    if (changed.has('channel') && this.channel) this.selectChannel(this.channel.trim());
    this.#focus.enter(screenName(this.#screenContext));
  }

  protected override render(): TemplateResult {
    const context = this.#screenContext;
    const screen = screenOf(context);
    this.#hasScreen = screen !== undefined;
    return checkoutScreen(context, screen);
  }

  protected override updated(): void {
    this.#shown ||= this.#hasScreen;
    this.#events.rendered(this.#hasScreen);
    // Who tries again finds what was chosen before, however far down the list it stands.
    this.#focus.settle(
      this.renderRoot.querySelector(':checked[name="channel"]') ?? this.renderRoot.querySelector('#heading'),
    );
  }

  get #screenContext(): CheckoutScreenContext {
    return {
      snapshot: this.#session?.snapshot ?? (this.#lack ? { state: 'error', problem: this.#lack } : {}),
      language: this.#language,
      picker: this.#picker,
      flow: this.#flow.part,
      missing: this.#parts.missing,
      announcement: this.#announcement,
      retry: () => (this.#lack ? location.reload() : void this.refresh()),
    };
  }

  #start(): void {
    this.#stop();
    if (!this.isConnected) return;
    const session = openSession(this, this.#listener, () => this.#language.locale);
    if (!session) {
      if (!this.#lack) this.#lackTimer ??= setTimeout(() => void this.#tellLack(), SETTINGS_MS);
      return;
    }
    clearTimeout(this.#lackTimer);
    this.#lack = this.#lackTimer = undefined;
    this.#session = session;
    session.start(givenSession(this));
  }

  #stop(): void {
    this.#session?.stop();
    this.#session = undefined;
    this.#flow.drop();
  }

  async #tellLack(): Promise<void> {
    this.#lackTimer = undefined;
    const fault = faultOf(this);
    const lack = fault && (await misconfigured(fault, String(this.bff ?? '').trim()));
    // An element that comes back to the page has its own three seconds.
    if (!lack || !this.isConnected || this.#session) return;
    this.#lack = lack;
    this.#listener.failed(lack);
    this.requestUpdate();
  }

  #speak(locale: Language): void {
    this.#language.change(locale, this.#shown);
    this.#flow.drop();
    // Its notices are in a language.
    void this.refresh();
    // Nobody is told of what cannot be seen yet.
    this.#events.holdUntil(this.#language.loading);
  }

  readonly #listener: SessionListener = {
    changed: () => {
      if (this.#session?.snapshot.payment) void this.#flow.load();
      this.#flow.part?.sync();
      this.requestUpdate();
    },
    ready: (session) => {
      this.#events.put(() => new KasirReadyEvent(session));
      const { channels, savedMethods } = session;
      const only = channels.length === 1 && savedMethods.length === 0 ? channels[0] : undefined;
      const first = channels.find(({ code }) => code === this.channel?.trim()) ?? only;
      if (first && this.#picker.form.key === undefined) this.#picker.select(first.code);
      // The list shows first; then what its rows open is fetched.
      void this.#language.loading.then(() => this.updateComplete).then(() => this.#flow.load());
    },
    instruction: (payment, fresh) => {
      this.#events.put(() => new KasirInstructionEvent(payment));
      if (fresh) void this.#events.drained.then(() => this.#flow.load()).then((flow) => flow?.follow(payment));
    },
    status: (payment) => this.#events.put(() => new KasirStatusEvent(payment)),
    paid: (payment) => this.#events.put(() => new KasirPaidEvent(payment)),
    closed: (checkout) => this.#events.put(() => new KasirClosedEvent(checkout)),
    failed: (problem) => {
      complain(problem);
      this.#flow.part?.markRefused(problem);
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
      clock: session.clock,
      device: session.bff.device,
      form: this.#picker.form,
      locale,
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
}

declare global {
  interface HTMLElementTagNameMap {
    'kasir-checkout': KasirCheckout;
  }
}
