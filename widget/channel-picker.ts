import type { ReactiveElement } from 'lit';
import type { EventQueue } from './event-queue.ts';
import { KasirChannelEvent } from './events.ts';
import type { PaymentFlowLoader } from './payment-flow-loader.ts';
import { ChannelFormState } from './screens/channel-form-state.ts';
import type { CheckoutSession } from './session/checkout-session.ts';

/** What the customer, or the page, does with the list: selects a channel, searches, and presses the pay button. */
export class ChannelPicker {
  /** Keeps what was chosen and typed when the session is another one. */
  readonly form = new ChannelFormState();
  /** The pay button was pressed, and the payment flow is still on its way. */
  pressed = false;
  /** The payment flow could not be loaded when the pay button was pressed. */
  unloadable = false;
  readonly #host: ReactiveElement;
  readonly #session: () => CheckoutSession | undefined;
  readonly #loader: PaymentFlowLoader;
  readonly #events: EventQueue;

  /** `session`: the present one. */
  constructor(
    host: ReactiveElement,
    loader: PaymentFlowLoader,
    events: EventQueue,
    session: () => CheckoutSession | undefined,
  ) {
    this.#host = host;
    this.#session = session;
    this.#loader = loader;
    this.#events = events;
  }

  /** For the page. False when the session does not offer it, or none can be chosen now. */
  selectOffered(code: string): boolean {
    const { state, session } = this.#session()?.snapshot ?? {};
    const offered = state === 'choosing' && session?.channels.some((channel) => channel.code === code) === true;
    if (offered) this.select(code);
    return offered;
  }

  select(key: string): void {
    const session = this.#session();
    const view = session?.snapshot.session;
    this.form.select(key);
    this.unloadable = false;
    session?.dismissProblem();
    const channel = view && this.form.selectedOf(view)?.channel;
    if (channel) {
      this.#events.put(() => new KasirChannelEvent(channel));
      void this.#loader.load().then((flow) => flow?.prefetch(channel.kind));
    }
    this.#host.requestUpdate();
  }

  /** For the customer, who then sees the opened row. */
  choose(key: string): void {
    this.select(key);
    void this.#loader.load().then((flow) => this.#host.updateComplete.then(() => flow?.revealRow()));
  }

  search(query: string): void {
    this.form.query = query;
    this.#host.requestUpdate();
    this.#loader.flow?.announceSearch();
  }

  /** Presses the pay button. Where something is missing, the focus goes there. */
  async pay(): Promise<void> {
    const host = this.#host;
    if (this.#session()?.snapshot.state !== 'choosing') return;
    this.pressed = true;
    host.requestUpdate();
    const flow = await this.#loader.load();
    this.pressed = false;
    this.unloadable = !flow;
    const complete = flow?.pay();
    host.requestUpdate();
    if (complete !== false) return;
    await host.updateComplete;
    (this.faulty ?? host.renderRoot.querySelector<HTMLElement>('input[type=radio]'))?.focus();
  }

  /** The first field that cannot be sent as it is. */
  get faulty(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[aria-invalid]');
  }
}
