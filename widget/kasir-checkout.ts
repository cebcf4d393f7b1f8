import type { PropertyValues, TemplateResult } from 'lit';
import type { Language } from '../shared/language.ts';
import type { CheckoutController } from './checkout-controller.ts';
import { ChannelPicker } from './channel-picker.ts';
import { checkoutScreen } from './checkout-screen.ts';
import { KasirErrorEvent } from './events.ts';
import { type FirstView, openFirstView } from './first-view.ts';
import { Localization } from './localization.ts';
import { MissingChunkWatch } from './missing-chunk-watch.ts';
import { bffAddressOf, localeOf } from './page-setup.ts';
import { localProblem } from './session/problem.ts';
import { serverAnswers } from './session/server-answers.ts';
import { INITIAL_SNAPSHOT, type Snapshot } from './session/snapshot.ts';
import { SettingsElement } from './settings-element.ts';
import { firstScreenStyles } from './styles/first-screen.ts';
import { nextTask } from './ui/next-task.ts';
import { whenIdle } from './ui/when-idle.ts';

/** How long a page may take to set `bff` and `token`: it may have to request the token first. */
const SETTINGS_MS = 3_000;

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
 * @fires {KasirAnalyticsEvent} kasir-analytics
 * @slot header - above the card
 * @slot footer - below the card
 * @slot consent - the text the customer agrees to when a payment method is saved
 * @slot channel-CODE - in the opened row of a channel, `channel-va_bca` for example
 * @slot instruction-KIND - in place of what the widget shows for a kind of instruction, `instruction-qr` for example
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
  readonly #chunks = new MissingChunkWatch(
    () => serverAnswers(bffAddressOf(this) ?? ''),
    (missing) => {
      this.requestUpdate();
      if (missing) void this.updateComplete.then(() => this.#reportMissing());
    },
  );
  readonly #language = new Localization(this.#chunks, () => this.requestUpdate());
  readonly #loader = this.#chunks.loader(
    'checkout-controller',
    () => import('./checkout-controller.ts'),
    () => this.#takeOver(),
  );
  readonly #picker = new ChannelPicker({
    element: this,
    snapshot: () => this.#snapshot,
    controller: () => this.#controller,
    loadController: () => this.#loadController(),
  });
  /** Until the controller shows more. */
  #first: FirstView | undefined;
  #controller: CheckoutController | undefined;
  #setUpTimer: ReturnType<typeof setTimeout> | undefined;
  /** There is more on the screen than a skeleton. */
  #hasContent = false;
  /** There has been. */
  #hadContent = false;

  /** Reads the session again, as when the customer comes back to the page. */
  async refresh(): Promise<void> {
    const controller = this.#controller ?? (this.#first && (await this.#loadController()));
    await controller?.refresh();
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
    void this.#controller?.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it is only moved: a payment may be being requested.
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearTimeout(this.#setUpTimer);
      this.#controller?.stop();
      this.#controller = this.#first = this.#setUpTimer = undefined;
      this.#language.cancel();
    });
  }

  /** The first rendering is a task of its own: together with the script that registers the tag it would block the page. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.hasUpdated ? super.scheduleUpdate() : nextTask().then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { locale: present } = this.#language;
    const country = this.#snapshot.session?.checkout.country;
    const locale = this.#hadContent && !changed.has('locale') ? present : localeOf(this, country);
    if (locale && (locale !== present || changed.has('messages'))) this.#setLocale(locale);
    if (this.#controller) this.#controller.settingsChanged(changed);
    else this.#open(changed);
    if (this.#controller && this.#controller.snapshot.state !== 'loading') this.#first = undefined;
    if (changed.has('channel') && this.channel) this.#picker.selectOffered(this.channel.trim(), false);
    this.#controller?.rendering(this.#snapshot);
  }

  protected override render(): TemplateResult {
    const { template, hasContent } = checkoutScreen({
      snapshot: this.#snapshot,
      language: this.#language,
      picker: this.#picker,
      flow: this.#controller?.flow,
      isNext: this.#controller?.isNext === true,
      missing: this.#chunks.missing,
      announcement: this.#controller?.announcement ?? '',
      retry: () => this.#controller?.retry(),
    });
    this.#hasContent = hasContent;
    return template;
  }

  protected override updated(): void {
    this.#hadContent ||= this.#hasContent;
    this.#controller?.rendered(this.#hasContent);
  }

  get #snapshot(): Snapshot {
    const snapshot = this.#controller?.snapshot ?? INITIAL_SNAPSHOT;
    const session = this.#first?.session;
    // Until the controller has parsed what is on the screen.
    return session && snapshot.state === 'loading' ? { ...snapshot, state: 'choosing', session } : snapshot;
  }

  /** Shows what can be shown without the controller, and has that loaded. */
  #open(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    const shown = this.#first?.session !== undefined;
    const other = changed.has('bff') || (!shown && (changed.has('token') || changed.has('session')));
    if (!this.#first || other) this.#openFirst();
    if (!this.#first) this.#awaitSettings();
    else if (this.#loader.module) this.#takeOver();
    const { session } = this.#snapshot;
    if (session) this.#picker.preselect(session, this.channel);
  }

  #openFirst(): void {
    const first = openFirstView(this, this.#language.locale);
    this.#first = first;
    const given = first?.session;
    void first?.settled.then(async () => {
      if (first.session !== given) this.requestUpdate();
      // The list first; what can be done with it when there is time.
      if (first.session) await this.#language.loading.then(() => this.updateComplete).then(whenIdle);
      if (this.#first === first) await this.#loadController();
    });
  }

  #awaitSettings(): void {
    this.#setUpTimer ??= setTimeout(() => {
      this.#setUpTimer = undefined;
      void this.#loadController();
    }, SETTINGS_MS);
  }

  async #loadController(): Promise<CheckoutController | undefined> {
    await this.#loader.load();
    return this.#takeOver();
  }

  #takeOver(): CheckoutController | undefined {
    const { module } = this.#loader;
    if (this.#controller || !module || !this.isConnected) return this.#controller;
    clearTimeout(this.#setUpTimer);
    this.#setUpTimer = undefined;
    this.#controller = new module.CheckoutController({
      element: this,
      styles: firstScreenStyles,
      language: this.#language,
      picker: this.#picker,
      chunks: this.#chunks,
    });
    this.#controller.start(this.#first);
    // What is on the screen stays: nothing is rendered for the controller.
    this.#controller.rendering(this.#snapshot);
    this.#controller.rendered(this.#hasContent);
    return this.#controller;
  }

  #setLocale(locale: Language): void {
    this.#language.change(locale, this.#hadContent, this.messages);
    this.#controller?.languageChanged();
  }

  /** Not in the order of the other events: what waits there for a screen would keep it back. */
  #reportMissing(): void {
    const detail = 'A part of the widget cannot be loaded; reloading the page may help.';
    this.dispatchEvent(new KasirErrorEvent(localProblem('part_missing', detail)));
  }
}
