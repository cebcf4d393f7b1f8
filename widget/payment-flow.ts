import type { CSSResultOrNative } from 'lit';
import type { PaymentView } from '../shared/api/views.ts';
import type { ChannelKind } from '../shared/channel-kind.ts';
import { adoptFlowStyles } from './adopt-flow-styles.ts';
import type { ChunkLoader } from './chunk-loader.ts';
import { FlowError } from './flow-error.ts';
import type { FlowParts } from './flow-parts.ts';
import { channelLabel } from './i18n/channel-label.ts';
import type { PaymentMessages } from './i18n/payment/messages.ts';
import { loadPaymentMessages } from './i18n/load-payment-messages.ts';
import { InstructionTools } from './instruction-tools.ts';
import { InstructionViewLoader } from './instruction-view-loader.ts';
import type { PayApproval } from './pay-approval.ts';
import type { PaymentFlowHost } from './payment-flow-host.ts';
import type * as PaymentScreens from './payment-screens.ts';
import type { RowPanel } from './row-panel.ts';
import { isList } from './screen-name.ts';
import { paymentRequestOf } from './screens/payment-request.ts';
import { CustomerActions } from './session/customer-actions.ts';
import { newKey } from './session/new-key.ts';
import type { WidgetProblem } from './session/problem.ts';
import type { Snapshot } from './session/snapshot.ts';
import { isPending } from './session/state-machine.ts';
import { keepLastChannel } from './ui/last-channel.ts';
import { NamedTimers } from './ui/named-timers.ts';
import type { PaymentActions, PaymentFlowContext } from './views/context.ts';
import { prefetchView } from './views/load-view.ts';
import { showsPaymentCode } from './views/shows-payment-code.ts';

const RETRY_MS = 3_000;
/** A search is announced once the customer has stopped typing for this long. */
const SEARCH_PAUSE_MS = 700;

/** Loads what the flow needs and returns a function that creates it; nothing runs before that is called. */
export async function loadPaymentFlow(host: PaymentFlowHost): Promise<() => PaymentFlow> {
  const [messages, row] = await Promise.all([
    loadPaymentMessages(host.locale, host.ownMessages, host.listMessages),
    import('./row-panel.ts'),
  ]);
  return () => new PaymentFlow(host, messages, new row.RowPanel(host, messages));
}

/** Everything from the moment the customer has chosen. Loaded then, or when a page is opened on a payment. */
export class PaymentFlow {
  /** Of the list. */
  readonly panel: RowPanel;
  readonly #host: PaymentFlowHost;
  readonly #t: PaymentMessages;
  readonly #customer: CustomerActions;
  readonly #instruction: InstructionViewLoader;
  readonly #screens: ChunkLoader<typeof PaymentScreens>;
  readonly #tools: InstructionTools;
  readonly #actions: PaymentActions;
  readonly #approval: PayApproval;
  readonly #error: FlowError;
  readonly #styles: readonly CSSResultOrNative[];
  /** The page is being asked whether the payment may be requested. */
  #asking: Promise<boolean> | undefined;
  #isStopped = false;
  #checkingNow = false;
  /** The payment whose customer was sent to the provider. */
  #followed = '';
  /** What the customer was told on asking for the status of this payment. */
  #checked: { readonly payment: string; readonly result: string } | undefined;
  readonly #timers = new NamedTimers<'retry' | 'search'>();

  constructor(host: PaymentFlowHost, t: PaymentMessages, panel: RowPanel) {
    const { form, session, extras } = host;
    this.#host = host;
    this.#t = t;
    this.panel = panel;
    this.#styles = [...host.styles, extras.extraStyles];
    this.#customer = CustomerActions.of(session, newKey);
    this.#instruction = new InstructionViewLoader({
      locale: host.locale,
      ownMessages: host.ownMessages,
      chunks: host.chunks,
      onCleared: () => this.#tools.reset(),
      onLoaded: () => {
        this.#loaded();
        const { payment } = session.snapshot;
        if (payment && showsPaymentCode(payment)) this.#tools.slip.prepare();
      },
      onFailed: () => {
        this.#timers.set('retry', RETRY_MS, () => this.sync());
        host.requestUpdate();
      },
    });
    this.#screens = host.chunks.loader(
      'payment-screens',
      () => import('./payment-screens.ts'),
      () => this.#loaded(),
    );
    this.#tools = new InstructionTools(
      host,
      this.#customer,
      t,
      () => this.#instruction.view,
      () => this.#context(session.snapshot)?.place,
    );
    this.#approval = new extras.PayApproval(form);
    this.#error = new FlowError(host, t, this.#approval);
    this.#actions = this.#bindActions();
    if (this.#tools.redirect.returned) form.extras?.track('returned');
    this.#loaded();
  }

  /** A part is here. */
  #loaded(): void {
    if (this.#isStopped) return;
    adoptFlowStyles(this.#host.root, this.#styles, this.#screens.module, this.#instruction.view);
    this.#host.requestUpdate();
  }

  /** The session has changed. */
  sync(): void {
    const { state, payment } = this.#host.session.snapshot;
    if (this.#checked && (this.#checked.payment !== payment?.id || !isPending(state))) {
      this.#checked = undefined;
      this.#host.announce('');
    }
    if (payment || !isList(state)) void this.#screens.load();
    if (state === 'instructed' && payment) void this.#instruction.show(payment);
    else this.#instruction.close();
    if (state === 'instructed') this.#tools.countdown.start();
    else this.#tools.countdown.pause();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timers.end();
    this.#instruction.close();
    for (const part of [this.panel, this.#tools, this.#error]) part.stop();
  }

  render(snapshot: Snapshot): FlowParts {
    const { module: screens } = this.#screens;
    const { view } = this.#instruction;
    const { session } = snapshot;
    const listed = isList(snapshot.state);
    const context = listed ? undefined : this.#context(snapshot);
    return {
      screen: context && screens?.paymentScreen(context, view),
      panel: listed && session ? this.panel.render(session) : undefined,
      held: this.panel.held,
      status: (context && screens?.statusLine(context, view)) ?? '',
      error: this.#error.textOf(snapshot),
    };
  }

  /** The customer types a search: after a pause, says how much of the list is left. */
  announceSearch(): void {
    this.#timers.set('search', SEARCH_PAUSE_MS, () => {
      const rows = this.#host.root.querySelectorAll('[name=channel]').length;
      this.#host.announce(this.#t.channelsFound(rows));
      this.#host.form.extras?.track('searched', {});
    });
  }

  /** Requests the payment, if the page lets it. False, with the faults noted in the form, when something is missing. */
  pay(): Promise<boolean> {
    this.#asking ??= this.#pay().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #pay(): Promise<boolean> {
    const { session, form, element } = this.#host;
    const view = session.snapshot.session;
    const request = view && paymentRequestOf(form, view);
    form.extras?.track('pay_pressed');
    if (!request) return false;
    const { beforePay } = element;
    const current = () => (this.#isStopped ? undefined : session.snapshot.session);
    if (await this.#approval.ask(beforePay, request, view, current)) void this.#customer.pay(request);
    return true;
  }

  /** Notes the fields that the BFF refused, and until when it refuses requests. */
  markRefused(problem: WidgetProblem): void {
    this.#error.markRefused(problem);
  }

  prefetch(kind: ChannelKind): void {
    void this.#screens.load();
    prefetchView(kind);
  }

  /**
   * The customer has just requested this payment here: where it leads to the provider, goes there. Once: an instruction
   * that changes later must not load the provider's page again while the customer is on the way there.
   */
  async follow(payment: PaymentView): Promise<void> {
    keepLastChannel(payment.channel);
    await Promise.all([this.#screens.load(), this.#instruction.show(payment)]);
    if (!this.#instruction.view?.returns || this.#followed === payment.id) return;
    this.#followed = payment.id;
    this.#tools.redirect.go('auto');
  }

  #context(snapshot: Snapshot): PaymentFlowContext | undefined {
    const { clock } = this.#host.session;
    const { device, locale, formats, listMessages } = this.#host;
    const { session, payment } = snapshot;
    const { module: screens } = this.#screens;
    if (!session || !screens) return undefined;
    const offered = session.channels.find(({ code }) => code === payment?.channel);
    const channel = payment
      ? channelLabel(listMessages, payment.channel, offered?.label ?? screens.channelName(payment.channel))
      : '';
    return {
      snapshot,
      session,
      payment,
      channel,
      ...screens.placeOf(payment?.channel ?? '', channel, this.#t),
      t: this.#t,
      locale,
      formats,
      guides: this.#instruction.guides,
      device,
      now: clock.now(),
      ...this.#tools.outcomes,
      checkingNow: this.#checkingNow,
      checkResult: this.#checked?.result,
      actions: this.#actions,
    };
  }

  #bindActions(): PaymentActions {
    const { announce, requestUpdate } = this.#host;
    return {
      ...this.#tools.actions,
      leave: () => void this.#customer.leave(),
      again: (same) => void this.#again(same),
      resend: () => void this.#resend(),
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
    this.panel.open();
    if (state === 'instructed') await this.#customer.leave();
    else this.#customer.again();
  }

  /** If the payment was paid meanwhile there is no list, and nothing to pay. */
  async #resend(): Promise<void> {
    await this.#again(true);
    if (!(await this.pay())) this.#host.requestUpdate();
  }

  async #checkNow(): Promise<void> {
    const { session, formats, announce } = this.#host;
    if (this.#checkingNow) return;
    this.#checkingNow = true;
    announce(this.#t.checkingNow);
    const problem = await session.refresh();
    this.#checkingNow = false;
    const { state, payment } = session.snapshot;
    this.#checked =
      payment && isPending(state) && !problem
        ? { payment: payment.id, result: this.#t.notReceived(formats.time(session.clock.now())) }
        : undefined;
    announce(this.#checked?.result ?? this.render(session.snapshot).status);
  }
}
