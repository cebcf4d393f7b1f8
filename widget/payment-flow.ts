import { adoptStyles, type CSSResultOrNative, type TemplateResult } from 'lit';
import type { PaymentView } from '../shared/api/views.ts';
import type { ChannelKind } from '../shared/channel-kind.ts';
import type { Redirect } from './events.ts';
import type { PaymentMessages } from './i18n/payment/messages.ts';
import { loadPaymentMessages } from './i18n/load-payment-messages.ts';
import type { Language } from '../shared/language.ts';
import { LiveUpdatesLoader } from './live-updates-loader.ts';
import { OtpEntry } from './otp-entry.ts';
import { markRefused, paymentRequestOf } from './screens/payment-request.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import { channelName, paymentScreen, placeOf, statusLine } from './screens/payment.ts';
import { panel } from './screens/panel.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import type { PaymentFlowContext } from './views/context.ts';
import { CustomerActions } from './session/customer-actions.ts';
import { newKey } from './session/new-key.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { ServerClock } from './session/clock.ts';
import type { WidgetProblem } from './session/problem.ts';
import { paymentStyles } from './styles/payment.ts';
import { panelStyles } from './styles/panel.ts';
import { copyText } from './ui/clipboard.ts';
import type { DeviceFacts } from './ui/device.ts';
import type { Formats } from './ui/formats.ts';
import { NamedTimers } from './ui/named-timers.ts';
import { passedMark } from './ui/remaining.ts';
import { followBar, revealRow } from './ui/sticky-bar.ts';
import { mayLeave } from './views/departure.ts';
import { InstructionViewLoader } from './instruction-view-loader.ts';
import { prefetchView } from './views/load-view.ts';

/** What the part after the choice needs of the element it is part of. */
export interface PaymentFlowHost {
  readonly root: ShadowRoot;
  readonly styles: readonly CSSResultOrNative[];
  readonly session: CheckoutSession;
  readonly clock: ServerClock;
  readonly device: DeviceFacts;
  readonly form: ChannelFormState;
  readonly locale: Language;
  readonly formats: Formats;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
  readonly parts: MissingChunkWatch;
  /** Tells the page; false when it wants to navigate itself. */
  readonly mayRedirect: (redirect: Redirect) => boolean;
}

const COPIED_MS = 2_500;
const RETRY_MS = 3_000;
const MINUTE_MS = 60_000;
/** Of a search that rests, so that not every letter is answered. */
const SEARCHED_MS = 700;

/** Fetches what the part needs, and answers how to make it: nothing of it runs before it is wanted. */
export async function loadPaymentFlow(host: PaymentFlowHost): Promise<() => PaymentFlow> {
  const messages = await loadPaymentMessages(host.locale);
  return () => new PaymentFlow(host, messages);
}

/** Everything from the moment the customer has chosen. Loaded then, or when a page is opened on a payment. */
export class PaymentFlow {
  readonly #host: PaymentFlowHost;
  readonly #t: PaymentMessages;
  readonly #steps: CustomerActions;
  readonly #updates: LiveUpdatesLoader;
  readonly #stopFollowing: () => void;
  readonly #shown: InstructionViewLoader;
  readonly #otp: OtpEntry;
  #copied: string | undefined;
  #looking = false;
  /** From when on the BFF may be asked again, by this machine's clock: the one that the customer looks at. */
  #triesAt: number | undefined;
  #returned: boolean;
  #heldBack = false;
  #leftMs = Number.POSITIVE_INFINITY;
  readonly #timers = new NamedTimers<'tick' | 'copied' | 'retry' | 'searched' | 'wait'>();

  constructor(host: PaymentFlowHost, t: PaymentMessages) {
    this.#host = host;
    this.#t = t;
    this.#steps = new CustomerActions(host.session, newKey);
    this.#updates = new LiveUpdatesLoader(host.session);
    this.#otp = new OtpEntry(host, this.#steps, t);
    this.#shown = new InstructionViewLoader({
      locale: host.locale,
      parts: host.parts,
      emptied: () => {
        this.#otp.clear();
        this.#heldBack = false;
        this.#leftMs = Number.POSITIVE_INFINITY;
      },
      filled: (more) => {
        this.#adoptStyles(more);
        host.requestUpdate();
      },
      chunkFailed: () => {
        this.#timers.set('retry', RETRY_MS, () => this.sync());
        host.requestUpdate();
      },
    });
    this.#stopFollowing = followBar(host.root);
    // The BFF sends the customer back with this, and nothing that could pass for proof of payment.
    const back = new URLSearchParams(location.search).get('kasir_checkout');
    this.#returned = back !== null && back === host.session.snapshot.session?.checkout.id;
    this.#adoptStyles();
  }

  /** `more`: what the screen to come needs beside the styles of all. */
  #adoptStyles(more?: CSSResultOrNative): void {
    const { root, styles } = this.#host;
    adoptStyles(root, [...styles, panelStyles, paymentStyles, ...(more ? [more] : [])]);
  }

  /** The session has changed. */
  sync(): void {
    const { state, payment } = this.#host.session.snapshot;
    this.#updates.sync();
    if (state === 'instructed' && payment) void this.#shown.show(payment);
    else this.#shown.close();
    if (state !== 'instructed') this.#timers.clear('tick');
    else if (!this.#timers.has('tick')) this.#timers.set('tick', 0, () => this.#tick());
  }

  stop(): void {
    this.#stopFollowing();
    this.#updates.stop();
    this.#shown.close();
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
    const choice = view && paymentRequestOf(this.#host.form, view);
    if (choice) void this.#steps.pay(choice);
    return choice !== undefined;
  }

  /** Notes the fields that the BFF refused, and until when it wants to be left alone. */
  markRefused(problem: WidgetProblem): void {
    const { form, session, announce } = this.#host;
    markRefused(form, problem);
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
    return context && paymentScreen(context, this.#shown.view);
  }

  statusLine(): string {
    const context = this.#context();
    return context ? statusLine(context, this.#shown.view) : '';
  }

  /** The customer has just asked for this payment here: where it leads away, go there. */
  async follow(payment: PaymentView): Promise<void> {
    await this.#shown.show(payment);
    if (this.#shown.view?.returns) this.go('app');
  }

  /** To the provider: into its app where the device has one, or to its page. */
  go(where: 'app' | 'web'): void {
    const { device, root, requestUpdate } = this.#host;
    this.#returned = false;
    requestUpdate();
    this.#shown.view?.leave({
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

  #context(): PaymentFlowContext | undefined {
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
      guides: this.#shown.guides,
      device,
      now: clock.now(),
      returned: this.#returned,
      heldBack: this.#heldBack,
      copied: this.#copied,
      otpFault: this.#otp.fault,
      otpSent: this.#otp.sent,
      looking: this.#looking,
      actions: {
        copy: (name, text, shown) => void this.#copy(name, text, shown),
        leave: () => void this.#steps.leave(),
        again: (same) => void this.#again(same),
        resend: () => void this.#resend(),
        go: (where) => this.go(where),
        mayLeave: () => this.#mayLeave(),
        heldBack: () => this.#hold(),
        confirm: (otp) => void this.#otp.confirm(otp),
        resendOtp: () => void this.#otp.resend(),
        checkNow: () => void this.#checkNow(),
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

  #tick(): void {
    const { clock, session } = this.#host;
    const { payment } = session.snapshot;
    const deadline = this.#shown.view?.deadline ?? payment?.expiresAt;
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

  async #checkNow(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#host.announce(this.#t.checkingNow);
    await this.#host.session.refresh();
    this.#looking = false;
    this.#host.announce(this.statusLine());
  }
}
