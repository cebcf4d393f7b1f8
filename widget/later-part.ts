import { adoptStyles, type CSSResultOrNative, type TemplateResult } from 'lit';
import type { PaymentView } from '../shared/api/views.ts';
import type { ChannelKind } from '../shared/channel-kind.ts';
import type { Instruction } from '../shared/instruction.ts';
import type { Redirect } from './events.ts';
import type { Guides } from './i18n/guides.ts';
import type { LaterMessages } from './i18n/later-messages.ts';
import { loadGuides, loadLaterMessages } from './i18n/load-later.ts';
import type { Locale } from './i18n/locale.ts';
import { NewsSlot } from './news-slot.ts';
import { blame, choiceOf } from './screens/choice.ts';
import type { ChooseForm } from './screens/choose-form.ts';
import { channelName, laterScreen, placeOf, statusLine } from './screens/later.ts';
import { panel } from './screens/panel.ts';
import type { PartWatch } from './part-watch.ts';
import type { LaterContext } from './screens/later-context.ts';
import { CustomerSteps } from './session/customer-steps.ts';
import { newKey } from './session/new-key.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { ServerClock } from './session/clock.ts';
import type { WidgetProblem } from './session/problem.ts';
import { laterStyles } from './styles/later.ts';
import { panelStyles } from './styles/panel.ts';
import { copyText } from './ui/clipboard.ts';
import type { DeviceFacts } from './ui/device.ts';
import type { Formats } from './ui/formats.ts';
import { NamedTimers } from './ui/named-timers.ts';
import { passedMark } from './ui/remaining.ts';
import { followBar, revealRow } from './ui/sticky-bar.ts';
import { mayLeave } from './views/departure.ts';
import { type BoundView, loadView, prefetchView } from './views/load-view.ts';

/** What the part after the choice needs of the element it is part of. */
export interface LaterHost {
  readonly root: ShadowRoot;
  readonly styles: readonly CSSResultOrNative[];
  readonly session: CheckoutSession;
  readonly clock: ServerClock;
  readonly device: DeviceFacts;
  readonly form: ChooseForm;
  readonly locale: Locale;
  readonly formats: Formats;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
  readonly parts: PartWatch;
  /** Tells the page; false when it wants to navigate itself. */
  readonly mayRedirect: (redirect: Redirect) => boolean;
}

const COPIED_MS = 2_500;
const RETRY_MS = 3_000;
const MINUTE_MS = 60_000;
/** Of a search that rests, so that not every letter is answered. */
const SEARCHED_MS = 700;

/** Fetches what the part needs, and answers how to make it: nothing of it runs before it is wanted. */
export async function loadLater(host: LaterHost): Promise<() => LaterPart> {
  const messages = await loadLaterMessages(host.locale);
  return () => new LaterPart(host, messages);
}

/** Everything from the moment the customer has chosen. Loaded then, or when a page is opened on a payment. */
export class LaterPart {
  readonly #host: LaterHost;
  readonly #t: LaterMessages;
  readonly #steps: CustomerSteps;
  readonly #news: NewsSlot;
  readonly #stopFollowing: () => void;
  #guides: Guides | undefined;
  #view: BoundView | undefined;
  #wanted = '';
  #showing: Promise<void> = Promise.resolve();
  #copied: string | undefined;
  #otpFault: string | undefined;
  #otpSent = false;
  #looking = false;
  /** From when on the BFF may be asked again, by this machine's clock: the one that the customer looks at. */
  #triesAt: number | undefined;
  #returned: boolean;
  #heldBack = false;
  #leftMs = Number.POSITIVE_INFINITY;
  readonly #timers = new NamedTimers<'tick' | 'copied' | 'retry' | 'searched' | 'wait'>();

  constructor(host: LaterHost, t: LaterMessages) {
    this.#host = host;
    this.#t = t;
    this.#steps = new CustomerSteps(host.session, newKey);
    this.#news = new NewsSlot(host.session);
    this.#stopFollowing = followBar(host.root);
    // The BFF sends the customer back with this, and nothing that could pass for proof of payment.
    const back = new URLSearchParams(location.search).get('kasir_checkout');
    this.#returned = back !== null && back === host.session.snapshot.session?.checkout.id;
    this.#dress();
  }

  /** `more`: what the screen to come needs beside the styles of all. */
  #dress(more?: CSSResultOrNative): void {
    const { root, styles } = this.#host;
    adoptStyles(root, [...styles, panelStyles, laterStyles, ...(more ? [more] : [])]);
  }

  /** The session has changed. */
  sync(): void {
    const { state, payment } = this.#host.session.snapshot;
    this.#news.tend();
    if (state === 'instructed' && payment) void this.#show(payment);
    else this.#view?.close();
    if (state !== 'instructed') this.#timers.clear('tick');
    else if (!this.#timers.has('tick')) this.#timers.set('tick', 0, () => this.#tick());
  }

  stop(): void {
    this.#stopFollowing();
    this.#news.stop();
    this.#view?.close();
    this.#timers.end();
  }

  /** What went wrong; empty where it is told elsewhere. `undefined`: there is no sentence here for it. */
  errorText(): string | undefined {
    const { form, formats, session } = this.#host;
    const { state, problem } = session.snapshot;
    if (form.unchosen && state === 'choosing') return this.#t.chooseFirst;
    if (!problem) return undefined;
    if (problem.code === 'rate_limited' && this.#triesAt !== undefined)
      return this.#t.triesFrom(formats.time(Math.ceil(this.#triesAt / MINUTE_MS) * MINUTE_MS));
    // A code that was mistyped is told of at its field.
    return problem.code === 'invalid_request' && state === 'instructed' ? '' : this.#t.problems[problem.code];
  }

  /** What opens below the selected row. */
  panel(): TemplateResult | undefined {
    const { form, session, formats } = this.#host;
    const view = session.snapshot.session;
    const selected = view && form.selectedOf(view);
    return selected && panel(selected, view, form, this.#t, formats, this.#host.requestUpdate);
  }

  /** The customer types a search: once that rests, says how much of the list is left. */
  searched(): void {
    this.#timers.set('searched', SEARCHED_MS, () => {
      const rows = this.#host.root.querySelectorAll('[name=channel]').length;
      this.#host.announce(this.#t.waysShown(rows));
    });
  }

  /** Brings the opened row into sight, above the bar. */
  reveal(): void {
    revealRow(this.#host.root);
  }

  /** One attempt to pay. False, with the faults noted in the form, when something is missing. */
  pay(): boolean {
    const view = this.#host.session.snapshot.session;
    const choice = view && choiceOf(this.#host.form, view);
    if (choice) void this.#steps.pay(choice);
    return choice !== undefined;
  }

  /** Notes the fields that the BFF refused, and until when it wants to be left alone. */
  blame(problem: WidgetProblem): void {
    const { form, session, announce } = this.#host;
    blame(form, problem);
    const { retryAfterSeconds = 0 } = problem;
    this.#triesAt = retryAfterSeconds > 0 ? Date.now() + retryAfterSeconds * 1_000 : undefined;
    if (this.#triesAt === undefined) return;
    this.#timers.set('wait', retryAfterSeconds * 1_000, () => {
      if (session.snapshot.problem !== problem) return;
      session.change({ problem: undefined });
      announce(this.#t.triesAgain);
    });
  }

  prefetch(kind: ChannelKind): void {
    prefetchView(kind);
  }

  /** `undefined` while a chunk is on its way. */
  render(): TemplateResult | undefined {
    const context = this.#context();
    return context && laterScreen(context, this.#view);
  }

  statusLine(): string {
    const context = this.#context();
    return context ? statusLine(context, this.#view) : '';
  }

  /** The customer has just asked for this payment here: where it leads away, go there. */
  async follow(payment: PaymentView): Promise<void> {
    await this.#show(payment);
    if (this.#view?.returns) this.go('app');
  }

  /** To the provider: into its app where the device has one, or to its page. */
  go(where: 'app' | 'web'): void {
    const { device, root, requestUpdate } = this.#host;
    this.#returned = false;
    requestUpdate();
    this.#view?.leave({
      where,
      device,
      root,
      newTab: this.#heldBack,
      mayLeave: () => this.#mayLeave(),
      heldBack: () => this.#hold(),
    });
  }

  #mayLeave(): boolean {
    const { session, mayRedirect } = this.#host;
    const { payment } = session.snapshot;
    return payment !== undefined && mayLeave(payment, mayRedirect);
  }

  #hold(): void {
    const context = this.#context();
    this.#heldBack = true;
    if (context) this.#host.announce(this.#t.heldBack(context.place));
    this.#host.requestUpdate();
  }

  #context(): LaterContext | undefined {
    const { session: checkoutSession, clock, device, locale, formats } = this.#host;
    const { announce, requestUpdate } = this.#host;
    const { snapshot } = checkoutSession;
    const { session, payment } = snapshot;
    if (!session) return undefined;
    const offered = session.channels.find(({ code }) => code === payment?.channel);
    const channel = offered?.label ?? (payment ? channelName(payment.channel) : '');
    return {
      snapshot,
      session,
      payment,
      channel,
      ...placeOf(payment?.channel ?? '', channel, this.#t),
      t: this.#t,
      locale,
      formats,
      guides: this.#guides,
      device,
      now: clock.now(),
      returned: this.#returned,
      heldBack: this.#heldBack,
      copied: this.#copied,
      otpFault: this.#otpFault,
      otpSent: this.#otpSent,
      looking: this.#looking,
      actions: {
        copy: (name, text, shown) => void this.#copy(name, text, shown),
        leave: () => void this.#steps.leave(),
        again: (same) => void this.#again(same),
        resend: () => void this.#resend(),
        go: (where) => this.go(where),
        mayLeave: () => this.#mayLeave(),
        heldBack: () => this.#hold(),
        confirm: (otp) => void this.#confirm(otp),
        resendOtp: () => void this.#resendOtp(),
        look: () => void this.#look(),
        announce,
        redraw: requestUpdate,
      },
    };
  }

  /** Back to the list; `same`: with what was chosen before, else with nothing chosen. */
  async #again(same: boolean): Promise<void> {
    const { form, session } = this.#host;
    const { state, payment } = session.snapshot;
    if (!same) form.select(undefined);
    else if (form.key === undefined) form.select(payment?.channel);
    if (state === 'instructed') await this.#steps.leave();
    else this.#steps.again();
  }

  /** Not where money has come to light meanwhile: then there is no list, and nothing to pay. */
  async #resend(): Promise<void> {
    await this.#again(true);
    if (!this.pay()) this.#host.requestUpdate();
  }

  /** Has the view of this payment's instruction loaded; once, however often it is asked for. */
  #show(payment: PaymentView): Promise<void> {
    const wanted = `${payment.id} ${JSON.stringify(payment.instruction)}`;
    if (this.#wanted !== wanted) {
      this.#wanted = wanted;
      this.#showing = this.#load(payment.instruction, wanted);
    }
    return this.#showing;
  }

  async #load(instruction: Instruction, wanted: string): Promise<void> {
    // The number of one payment must never show for another.
    this.#view?.close();
    this.#view = undefined;
    this.#guides = undefined;
    this.#otpFault = undefined;
    this.#otpSent = false;
    this.#heldBack = false;
    this.#leftMs = Number.POSITIVE_INFINITY;
    try {
      const needsGuides = instruction.kind === 'virtual_account' || instruction.kind === 'retail_code';
      const [view, guides] = await Promise.all([
        loadView(instruction),
        needsGuides ? loadGuides(this.#host.locale) : undefined,
      ]);
      this.#host.parts.arrived('view');
      if (this.#wanted !== wanted) return;
      this.#dress(view.styles);
      this.#view = view;
      this.#guides = guides;
    } catch {
      void this.#host.parts.lost('view');
      // The network may be back in a moment; the feed of the status tries again too.
      this.#wanted = '';
      this.#timers.set('retry', RETRY_MS, () => this.sync());
    }
    this.#host.requestUpdate();
  }

  #tick(): void {
    const { clock, session } = this.#host;
    const { payment } = session.snapshot;
    const deadline = this.#view?.deadline ?? payment?.expiresAt;
    if (deadline === undefined) return;
    const leftMs = Date.parse(deadline) - clock.now();
    const mark = passedMark(this.#leftMs, leftMs);
    if (mark !== undefined && Number.isFinite(this.#leftMs)) this.#host.announce(this.#t.minutesLeft(mark));
    // Only the BFF's word ends it.
    if (this.#leftMs > 0 && leftMs <= 0) void session.refresh();
    this.#leftMs = leftMs;
    this.#host.requestUpdate();
    this.#timers.set('tick', 1_000 - (clock.now() % 1_000), () => this.#tick());
  }

  async #copy(name: string, text: string, shown: Element | null): Promise<void> {
    if (!(await copyText(text, shown))) {
      this.#host.announce(this.#t.copyByHand);
      return;
    }
    this.#copied = name;
    this.#host.announce(this.#t.copied);
    this.#host.requestUpdate();
    this.#timers.set('copied', COPIED_MS, () => {
      this.#copied = undefined;
      this.#host.requestUpdate();
    });
  }

  async #confirm(otp: string): Promise<void> {
    const { session } = this.#host;
    const { instruction } = session.snapshot.payment ?? {};
    const length = instruction?.kind === 'otp' ? instruction.length : undefined;
    this.#otpSent = false;
    if (otp === '' || (length !== undefined && otp.length !== length)) this.#otpFault = this.#t.otpNeeded(length);
    else {
      await this.#steps.confirm(otp);
      const refused = session.snapshot.problem?.errors?.some(({ path }) => path === 'otp');
      this.#otpFault = refused ? this.#t.otpWrong : undefined;
    }
    this.#host.requestUpdate();
    if (this.#otpFault !== undefined) this.#host.root.querySelector<HTMLElement>('#otp')?.focus();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#host.announce(this.#t.checkingNow);
    await this.#host.session.refresh();
    this.#looking = false;
    this.#host.announce(this.statusLine());
  }

  async #resendOtp(): Promise<void> {
    this.#otpFault = undefined;
    await this.#steps.resendOtp();
    if (this.#host.session.snapshot.problem) return;
    this.#otpSent = true;
    // The old code is of no use any more.
    const field = this.#host.root.querySelector<HTMLInputElement>('#otp');
    if (field) field.value = '';
    this.#host.announce(this.#t.otpSent);
  }
}
