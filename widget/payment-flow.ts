import type { Language } from '../shared/language.ts';
import { adoptStyles, type CSSResultOrNative, type TemplateResult } from 'lit';
import type { PaymentView } from '../shared/api/views.ts';
import type { ChannelKind } from '../shared/channel-kind.ts';
import type { PaymentMessages } from './i18n/payment/messages.ts';
import { loadPaymentMessages } from './i18n/load-payment-messages.ts';
import { InstructionViewLoader } from './instruction-view-loader.ts';
import { LiveUpdatesLoader } from './live-updates-loader.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { OtpEntry } from './otp-entry.ts';
import { PaymentCountdown } from './payment-countdown.ts';
import { ProviderRedirect, type RedirectHost } from './provider-redirect.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import { channelName, paymentScreen, placeOf, statusLine } from './screens/payment.ts';
import { markRefused, paymentRequestOf } from './screens/payment-request.ts';
import { panel } from './screens/panel.ts';
import { CustomerActions } from './session/customer-actions.ts';
import { newKey } from './session/new-key.ts';
import type { WidgetProblem } from './session/problem.ts';
import type { Snapshot } from './session/snapshot.ts';
import { panelStyles } from './styles/panel.ts';
import { paymentStyles } from './styles/payment.ts';
import { copyText } from './ui/clipboard.ts';
import type { Formats } from './ui/formats.ts';
import { NamedTimers } from './ui/named-timers.ts';
import { followBar, revealRow } from './ui/sticky-bar.ts';
import type { PaymentActions, PaymentFlowContext } from './views/context.ts';
import { prefetchView } from './views/load-view.ts';

/** What the flow needs of the element it is part of. */
export interface PaymentFlowHost extends RedirectHost {
  readonly styles: readonly CSSResultOrNative[];
  readonly form: ChannelFormState;
  readonly locale: Language;
  readonly formats: Formats;
  readonly chunks: MissingChunkWatch;
}

/** What the flow adds to one rendering of the element. */
export interface FlowParts {
  /** The screen after the choice; `undefined` while its chunk is on its way, and while there is the list. */
  readonly screen: TemplateResult | undefined;
  /** What opens below the selected row of the list. */
  readonly panel: TemplateResult | undefined;
  /** For the live region. */
  readonly status: string;
  /** What went wrong; empty where that is shown at a field. `undefined`: the flow has no text for it. */
  readonly error: string | undefined;
}

const COPIED_MS = 2_500;
const RETRY_MS = 3_000;
const MINUTE_MS = 60_000;
/** A search is announced once the customer has stopped typing for this long. */
const SEARCH_PAUSE_MS = 700;

/** Loads what the flow needs and returns a function that creates it; nothing runs before that is called. */
export async function loadPaymentFlow(host: PaymentFlowHost): Promise<() => PaymentFlow> {
  const messages = await loadPaymentMessages(host.locale);
  return () => new PaymentFlow(host, messages);
}

/** Everything from the moment the customer has chosen. Loaded then, or when a page is opened on a payment. */
export class PaymentFlow {
  readonly #host: PaymentFlowHost;
  readonly #t: PaymentMessages;
  readonly #customer: CustomerActions;
  readonly #updates: LiveUpdatesLoader;
  readonly #stopFollowing: () => void;
  readonly #instruction: InstructionViewLoader;
  readonly #otp: OtpEntry;
  readonly #redirect: ProviderRedirect;
  readonly #countdown: PaymentCountdown;
  readonly #actions: PaymentActions;
  #copied: string | undefined;
  #checkingNow = false;
  /** From when on the BFF accepts requests again, by the customer's clock, epoch milliseconds. */
  #retryAt: number | undefined;
  readonly #timers = new NamedTimers<'copied' | 'retry' | 'search' | 'wait'>();

  constructor(host: PaymentFlowHost, t: PaymentMessages) {
    this.#host = host;
    this.#t = t;
    this.#customer = CustomerActions.of(host.session, newKey);
    this.#updates = new LiveUpdatesLoader(host.session);
    this.#otp = new OtpEntry(host, this.#customer, t);
    this.#instruction = new InstructionViewLoader({
      locale: host.locale,
      chunks: host.chunks,
      onCleared: () => {
        this.#otp.clear();
        this.#redirect.reset();
        this.#countdown.reset();
      },
      onLoaded: (styles) => {
        this.#adoptStyles(styles);
        host.requestUpdate();
      },
      onFailed: () => {
        this.#timers.set('retry', RETRY_MS, () => this.sync());
        host.requestUpdate();
      },
    });
    const view = () => this.#instruction.view;
    const place = () => this.#context(host.session.snapshot)?.place;
    this.#redirect = new ProviderRedirect(host, t, view, place);
    this.#countdown = new PaymentCountdown(host, t, () => view()?.deadline);
    this.#actions = this.#bindActions();
    this.#stopFollowing = followBar(host.root);
    this.#adoptStyles();
  }

  /** `more`: what the instruction's view needs beside the styles of all. */
  #adoptStyles(more?: CSSResultOrNative): void {
    const { root, styles } = this.#host;
    adoptStyles(root, [...styles, panelStyles, paymentStyles, ...(more ? [more] : [])]);
  }

  /** The session has changed. */
  sync(): void {
    const { state, payment } = this.#host.session.snapshot;
    this.#updates.sync();
    if (state === 'instructed' && payment) void this.#instruction.show(payment);
    else this.#instruction.close();
    if (state === 'instructed') this.#countdown.start();
    else this.#countdown.pause();
  }

  stop(): void {
    this.#stopFollowing();
    this.#updates.stop();
    this.#instruction.close();
    this.#countdown.stop();
    this.#timers.end();
  }

  render(snapshot: Snapshot): FlowParts {
    const { state } = snapshot;
    const context = this.#context(snapshot);
    const { view } = this.#instruction;
    const listed = state === 'choosing' || state === 'paying';
    return {
      screen: context && !listed ? paymentScreen(context, view) : undefined,
      panel: listed ? this.#panel(snapshot) : undefined,
      status: context ? statusLine(context, view) : '',
      error: this.#errorText(snapshot),
    };
  }

  /** The customer types a search: after a pause, says how much of the list is left. */
  announceSearch(): void {
    this.#timers.set('search', SEARCH_PAUSE_MS, () => {
      const rows = this.#host.root.querySelectorAll('[name=channel]').length;
      this.#host.announce(this.#t.channelsFound(rows));
    });
  }

  /** Scrolls the opened row into view, above the bar. */
  revealRow(): void {
    revealRow(this.#host.root);
  }

  /** Requests the payment. False, with the faults noted in the form, when something is missing. */
  pay(): boolean {
    const view = this.#host.session.snapshot.session;
    const request = view && paymentRequestOf(this.#host.form, view);
    if (request) void this.#customer.pay(request);
    return request !== undefined;
  }

  /** Notes the fields that the BFF refused, and until when it refuses requests. */
  markRefused(problem: WidgetProblem): void {
    const { form, session, announce } = this.#host;
    markRefused(form, problem);
    const { retryAfterSeconds = 0 } = problem;
    this.#retryAt = retryAfterSeconds > 0 ? Date.now() + retryAfterSeconds * 1_000 : undefined;
    if (this.#retryAt === undefined) return;
    this.#timers.set('wait', retryAfterSeconds * 1_000, () => {
      if (session.snapshot.problem !== problem) return;
      session.dismissProblem();
      announce(this.#t.triesAgain);
    });
  }

  prefetch(kind: ChannelKind): void {
    prefetchView(kind);
  }

  /** The customer has just requested this payment here: where it leads to the provider, goes there. */
  async follow(payment: PaymentView): Promise<void> {
    await this.#instruction.show(payment);
    if (this.#instruction.view?.returns) this.#redirect.go('app');
  }

  #errorText({ state, problem }: Snapshot): string | undefined {
    const { form, formats } = this.#host;
    if (form.unchosen && state === 'choosing') return this.#t.chooseFirst;
    if (!problem) return undefined;
    if (problem.code === 'rate_limited' && this.#retryAt !== undefined)
      return this.#t.triesFrom(formats.time(Math.ceil(this.#retryAt / MINUTE_MS) * MINUTE_MS));
    // A mistyped code is shown at its field.
    return problem.code === 'invalid_request' && state === 'instructed' ? '' : this.#t.problems[problem.code];
  }

  #panel({ session }: Snapshot): TemplateResult | undefined {
    const { form, formats, requestUpdate } = this.#host;
    const selected = session && form.selectedOf(session);
    return selected && panel(selected, session, form, this.#t, formats, requestUpdate);
  }

  #context(snapshot: Snapshot): PaymentFlowContext | undefined {
    const { clock } = this.#host.session;
    const { device, locale, formats } = this.#host;
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
      guides: this.#instruction.guides,
      device,
      now: clock.now(),
      returned: this.#redirect.returned,
      blocked: this.#redirect.blocked,
      copied: this.#copied,
      otpFault: this.#otp.fault,
      otpSent: this.#otp.sent,
      checkingNow: this.#checkingNow,
      actions: this.#actions,
    };
  }

  #bindActions(): PaymentActions {
    const { announce, requestUpdate } = this.#host;
    return {
      copy: (name, text, shown) => void this.#copy(name, text, shown),
      leave: () => void this.#customer.leave(),
      again: (same) => void this.#again(same),
      resend: () => void this.#resend(),
      go: (where) => this.#redirect.go(where),
      mayLeave: () => this.#redirect.mayLeave(),
      onBlocked: () => this.#redirect.block(),
      confirm: (otp) => void this.#otp.confirm(otp),
      resendOtp: () => void this.#otp.resend(),
      checkNow: () => void this.#checkNow(),
      announce,
      redraw: requestUpdate,
    };
  }

  /** Back to the list; `same`: with what was chosen before, else with nothing chosen. */
  async #again(same: boolean): Promise<void> {
    const { form, session } = this.#host;
    const { state, payment } = session.snapshot;
    if (!same) form.select(undefined);
    else if (form.key === undefined) form.select(payment?.channel);
    if (state === 'instructed') await this.#customer.leave();
    else this.#customer.again();
  }

  /** If the payment was paid meanwhile there is no list, and nothing to pay. */
  async #resend(): Promise<void> {
    await this.#again(true);
    if (!this.pay()) this.#host.requestUpdate();
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
    const { session, announce } = this.#host;
    if (this.#checkingNow) return;
    this.#checkingNow = true;
    announce(this.#t.checkingNow);
    await session.refresh();
    this.#checkingNow = false;
    announce(this.render(session.snapshot).status);
  }
}
