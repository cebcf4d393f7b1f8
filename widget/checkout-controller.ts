import type { PropertyValues } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { PickerController } from './channel-picker.ts';
import type { CheckoutHost } from './checkout-host.ts';
import { isList, screenName } from './screen-name.ts';
import { EventQueue } from './event-queue.ts';
import {
  KasirChannelEvent,
  KasirClosedEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirStatusEvent,
} from './events.ts';
import type { FirstView } from './first-view.ts';
import { ListExtrasLoader } from './list-extras-loader.ts';
import { openSession } from './open-session.ts';
import { bffAddressOf, givenSession, tokenOf } from './page-setup.ts';
import type { PaymentFlowHost } from './payment-flow-host.ts';
import { PaymentFlowLoader } from './payment-flow-loader.ts';
import type { PaymentFlow } from './payment-flow.ts';
import { placeKeeper } from './place-keeper.ts';
import type { WidgetProblem } from './session/problem.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { SessionListener } from './session/event-notifier.ts';
import { INITIAL_SNAPSHOT, type Snapshot } from './session/snapshot.ts';
import { logMisconfigured } from './set-up-fault.ts';
import { SetUpReport } from './set-up-report.ts';
import type { SettingsElement } from './settings-element.ts';
import { FocusMover } from './ui/focus-mover.ts';
import { whenIdle } from './ui/when-idle.ts';

/** An answer that waited longer than this for the controller is out of date. */
const FRESH_MS = 10_000;

/**
 * Runs a checkout once its list is on the screen: the session with everything that the BFF reports, the element's events,
 * and the way to the payment. The element works without it until then.
 */
export class CheckoutController implements PickerController {
  readonly #host: CheckoutHost;
  readonly #events: EventQueue;
  readonly #loader: PaymentFlowLoader;
  readonly #focus: FocusMover;
  readonly #extras: ListExtrasLoader;
  readonly #keepPlaces: (snapshot: Snapshot) => void;
  readonly #setUp: SetUpReport;
  #session: CheckoutSession | undefined;
  #announcement = '';
  /** The session that is being opened is on the screen already. */
  #isShown = false;
  /** What is on the screen. */
  #look = '';
  /** What was selected when the page was last told. */
  #toldKey: string | undefined;
  /** The session is read, or why it cannot be. */
  #opened = () => {};
  readonly #opening = new Promise<void>((resolve) => {
    this.#opened = resolve;
  });

  constructor(host: CheckoutHost) {
    const { element, picker, chunks } = host;
    this.#host = host;
    this.#events = new EventQueue(element);
    this.#focus = new FocusMover(element);
    this.#loader = new PaymentFlowLoader(
      () => this.#flowHost(),
      () => {
        picker.unloadable = false;
        chunks.loaded('payment-flow');
        this.#listener.changed();
      },
      () => void chunks.failed('payment-flow'),
    );
    this.#extras = new ListExtrasLoader(host, () => void this.#loader.load());
    this.#keepPlaces = placeKeeper(picker.form);
    this.#setUp = new SetUpReport(element, (problem) => this.#listener.failed(problem));
  }

  get snapshot(): Snapshot {
    if (this.#session) return this.#session.snapshot;
    const { problem } = this.#setUp;
    return problem ? { ...INITIAL_SNAPSHOT, state: 'error', problem } : INITIAL_SNAPSHOT;
  }

  /** Renders what comes after the choice, once it is loaded. */
  get flow(): PaymentFlow | undefined {
    return this.#loader.flow;
  }

  /** A short text for screen readers only. */
  get announcement(): string {
    return this.#announcement;
  }

  /** `first`: what the element has of the session. Without settings it has waited for them. */
  start(first: FirstView | undefined): void {
    if (!this.#open(first)) void this.#setUp.now();
    // Typed before this was here.
    if (this.#host.picker.form.query) this.searched();
  }

  /** Sends no request and reports nothing after this. */
  stop(): void {
    this.#setUp.clear();
    this.#close();
  }

  /** Before the element renders. */
  settingsChanged(changed: PropertyValues<SettingsElement>): void {
    const { element } = this.#host;
    if (changed.has('session')) this.#session?.offer(element.session);
    if (changed.has('bff') || (changed.has('token') && !this.#session)) {
      this.#close();
      if (!this.#open(undefined)) this.#setUp.later();
    } else if (changed.has('token')) {
      const token = tokenOf(element);
      if (token !== undefined) this.#session?.renew(token);
    }
  }

  /** The screen has taken the place of another. */
  get isNext(): boolean {
    return this.#focus.isNext;
  }

  /** Before and after the element renders. `shown`: what it renders. */
  rendering(shown: Snapshot): void {
    this.#focus.enter(screenName(shown, this.#host.language));
  }

  rendered(hasContent: boolean): void {
    const { renderRoot } = this.#host.element;
    this.#events.rendered(hasContent);
    // Back on the list, the focus goes to what was chosen before, however far down it is.
    this.#focus.move(renderRoot.querySelector(':checked[name="channel"]') ?? renderRoot.querySelector('#heading'));
  }

  /** The element has another language, whose messages may be on their way. */
  languageChanged(): void {
    const { loading } = this.#host.language;
    const flowIsWanted = this.#loader.drop();
    // The BFF's texts are in a language too.
    void this.refresh();
    // Events wait until the screen can show what they are about.
    this.#events.holdUntil(loading);
    // That of the language before may be on the screen.
    if (flowIsWanted) void loading.then(() => this.#loadFlow());
  }

  async refresh(): Promise<void> {
    await this.#session?.refresh();
  }

  /** From the screen that says nothing could be loaded. */
  retry(): void {
    if (this.#setUp.problem) location.reload();
    else void this.refresh();
  }

  /** Another channel was selected. The page is told once it knows the session. */
  selected(): void {
    const { form } = this.#host.picker;
    const view = this.#session?.snapshot.session;
    this.#session?.dismissProblem();
    if (!view) return;
    this.#toldKey = form.key;
    this.flow?.panel.open();
    if (form.key === undefined) return;
    const flow = this.#loader.load();
    const channel = form.selectedOf(view)?.channel;
    if (!channel) return;
    this.#events.put(() => new KasirChannelEvent(channel));
    void flow.then((loaded) => loaded?.prefetch(channel.kind));
  }

  /** Scrolls the opened row into view, once it is open. */
  async revealRow(): Promise<void> {
    const flow = await this.#loadFlow();
    await flow?.panel.opened;
    await this.#host.element.updateComplete;
    flow?.panel.reveal();
  }

  searched(): void {
    void this.#loadFlow().then((flow) => flow?.announceSearch());
  }

  /** Requests the payment. False where something is missing; `undefined` when that cannot be told now. */
  async pay(): Promise<boolean | undefined> {
    const flow = await this.#loadFlow();
    await flow?.panel.opened;
    return flow?.pay();
  }

  /** What the customer pressed may have to wait for the session. */
  async #loadFlow(): Promise<PaymentFlow | undefined> {
    await this.#opening;
    return this.#session?.snapshot.session && (await this.#loader.load());
  }

  #open(first: FirstView | undefined): boolean {
    const { element, language } = this.#host;
    const session = openSession(element, this.#listener, () => language.locale);
    if (!session) return false;
    this.#setUp.clear();
    this.#session = session;
    this.#extras.follow(session);
    const read = first?.read;
    // The page may have set another token, or address, since then.
    const isOwn = !read || (read.token === tokenOf(element) && read.address === bffAddressOf(element));
    const isFresh = read?.language === language.locale && !(Date.now() - (read?.receivedAt ?? Infinity) > FRESH_MS);
    const shown = isOwn ? first?.session : undefined;
    this.#isShown = shown !== undefined;
    session.start(shown ?? givenSession(element), isOwn && isFresh ? read : undefined);
    this.#isShown = false;
    return true;
  }

  #close(): void {
    this.#session?.stop();
    this.#session = undefined;
    this.#extras.follow(undefined);
    this.#loader.drop();
  }

  readonly #listener: SessionListener = {
    changed: () => {
      this.#keepPlaces(this.snapshot);
      const { session, state } = this.snapshot;
      // Whatever else shows an order is part of the flow.
      if (session && state !== 'loading' && !isList(state)) void this.#loader.load();
      this.#extras.sync();
      this.#loader.flow?.sync();
      if (this.#looksOther()) this.#host.element.requestUpdate();
    },
    ready: (session) => this.#ready(session),
    instruction: (payment, fresh) => {
      this.#events.put(() => new KasirInstructionEvent(payment));
      if (fresh) void this.#events.drained.then(() => this.#loader.load()).then((flow) => flow?.follow(payment));
    },
    status: (payment) => this.#events.put(() => new KasirStatusEvent(payment)),
    paid: (payment) => this.#events.put(() => new KasirPaidEvent(payment)),
    closed: (checkout) => this.#events.put(() => new KasirClosedEvent(checkout)),
    failed: (problem) => {
      const { element, picker } = this.#host;
      this.#opened();
      logMisconfigured(problem);
      void this.#markRefused(problem);
      if (problem.errors) void element.updateComplete.then(() => picker.faulty?.focus());
      this.#events.put(() => new KasirErrorEvent(problem));
    },
  };

  /** Whether there is something new to show: of most reads of a list there is not. */
  #looksOther(): boolean {
    const look = JSON.stringify(this.snapshot, (name, value: unknown) => (name === 'now' ? '' : value));
    const isSame = !this.flow && (this.#isShown || look === this.#look);
    this.#look = look;
    return !isSame;
  }

  #ready(session: SessionView): void {
    const { element, picker, language } = this.#host;
    this.#events.put(() => new KasirReadyEvent(session));
    picker.preselect(session, element.channel);
    // Selected before the page could be told.
    if (picker.form.key !== this.#toldKey) this.selected();
    this.#opened();
    // The list shows first.
    void language.loading
      .then(() => element.updateComplete)
      .then(whenIdle)
      .then(() => this.#extras.load());
  }

  /** The flow has the texts for it. */
  async #markRefused(problem: WidgetProblem): Promise<void> {
    const flow = this.flow ?? (await this.#loadFlow());
    flow?.markRefused(problem);
  }

  async #flowHost(): Promise<PaymentFlowHost | undefined> {
    const [extras] = await Promise.all([this.#extras.load(), this.#host.language.loading]);
    if (!extras) throw new Error('no list-extras');
    const session = this.#session;
    return session && extras.createFlowHost(this.#host, session, extras, (text) => this.#announce(text));
  }

  #announce(text: string): void {
    // A live region is announced only when its text changes.
    this.#announcement = this.#announcement === text ? `${text}\u00a0` : text;
    this.#host.element.requestUpdate();
  }
}
