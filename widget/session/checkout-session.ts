import type { PaymentView, SessionCheckout, SessionView } from '../../shared/api/views.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Bff } from './bff.ts';
import type { ServerClock } from './clock.ts';
import { isMoney } from './is-money.ts';
import { type Input, next, type State } from './machine.ts';
import { problemOf } from './problem.ts';
import { readCheckout, readPayment } from './read-view.ts';

/** All that a screen is drawn from. */
export interface Snapshot {
  readonly state: State;
  readonly session?: SessionView | undefined;
  readonly payment?: PaymentView | undefined;
  /** What went wrong last; gone with the customer's next step. */
  readonly problem?: Problem | undefined;
  /** What the customer has asked for and the BFF has not answered yet. */
  readonly busy?: 'leaving' | 'confirming' | 'resending' | undefined;
  /** False while the BFF can't be heard; what is shown may be old. */
  readonly reachable: boolean;
  /** The client token has ended: nothing will change any more until a new one is set. */
  readonly tokenEnded: boolean;
}

/** What the page is told. */
export interface SessionListener {
  changed(): void;
  ready(session: SessionView): void;
  /** `fresh`: the customer has just asked for it here, so a redirect may go ahead. */
  instruction(payment: PaymentView, fresh: boolean): void;
  status(payment: PaymentView): void;
  paid(payment: PaymentView): void;
  failed(problem: Problem): void;
}

export interface SessionOptions {
  readonly bff: Bff;
  readonly clock: ServerClock;
  /** Calls back whenever the customer or the network returns; answers how to stop that. */
  readonly onWake: (listener: () => void) => () => void;
  readonly listener: SessionListener;
}

/** Two wake signals closer together than this are one. */
const WAKE_GAP_MS = 1_000;

/**
 * One checkout as the customer's page lives through it: reads the session, hears of payments, and moves the machine by
 * the BFF's word. What the customer can do about it is in `customer-steps.ts`.
 */
export class CheckoutSession {
  readonly bff: Bff;
  readonly clock: ServerClock;
  readonly #listener: SessionListener;
  readonly #onWake: SessionOptions['onWake'];
  #snapshot: Snapshot = { state: 'loading', reachable: true, tokenEnded: false };
  #reading: Promise<Problem | undefined> | undefined;
  #stopWaking = () => {};
  #wokenAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  readonly #made = new Set<string>();
  readonly #left = new Set<string>();
  readonly #told = { ready: '', status: '', instruction: '', paid: '' };

  constructor({ bff, clock, listener, onWake }: SessionOptions) {
    this.bff = bff;
    this.clock = clock;
    this.#listener = listener;
    this.#onWake = onWake;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether something may still happen to the present payment without the customer's doing. */
  get waits(): boolean {
    const { state, tokenEnded } = this.#snapshot;
    return (state === 'instructed' || state === 'checking') && !tokenEnded && !this.#stopped;
  }

  start(): void {
    this.#stopWaking = this.#onWake(() => this.#wake());
    void this.refresh();
  }

  /** Nothing is asked and nothing is told after this. */
  stop(): void {
    this.#stopped = true;
    this.#stopWaking();
  }

  /** A new client token for the same checkout; what is on the screen stays. */
  renew(token: string): void {
    this.bff.token = token;
    this.change({ tokenEnded: false, problem: undefined });
    void this.refresh();
  }

  /** Asks the BFF for the whole session again. Does not reject: what goes wrong becomes the snapshot's problem. */
  async refresh(): Promise<void> {
    if (this.#snapshot.state === 'error') this.move('reload');
    const problem = await this.read();
    if (!problem) return;
    this.report(problem);
    this.move('broken');
  }

  /** One reading at a time; whoever asks meanwhile gets its outcome. */
  read(): Promise<Problem | undefined> {
    this.#reading ??= this.#readSession()
      .then(() => undefined, problemOf)
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  /** What the BFF says of a payment. Older words than those heard already, and those of a payment left, change nothing. */
  hear(payment: PaymentView): void {
    if (this.#stopped) return;
    const { payment: current, busy } = this.#snapshot;
    const older =
      current &&
      (current.id === payment.id ? payment.updatedAt < current.updatedAt : payment.createdAt < current.createdAt);
    if (older || (this.#left.has(payment.id) && !isMoney(payment.status) && !payment.review)) return;
    // The customer has asked for that: it leads back to the list.
    if (busy === 'leaving' && payment.status === 'canceled') return;
    this.change({ payment });
    // Whatever ended it: it is over, and nothing is to be paid anew.
    this.move(`payment_${payment.review === 'paid_late' ? 'expired' : payment.status}`);
    this.#tell(payment);
  }

  /** What the event stream says. Throws when it cannot be read. */
  hearEvent(name: string, data: unknown): void {
    if (name === 'payment') this.hear(readPayment(data, name));
    if (name === 'checkout' && readCheckout(data, name).status !== this.#snapshot.session?.checkout.status)
      void this.refresh();
  }

  /** A payment that was asked for on this page. */
  made(payment: PaymentView): void {
    this.#made.add(payment.id);
    this.hear(payment);
  }

  /** Back to the list; of this payment nothing but money is heard any more. */
  forget(paymentId: string): void {
    this.#left.add(paymentId);
    this.change({ payment: undefined, problem: undefined });
    this.move('again');
  }

  move(input: Input): void {
    const state = next(this.#snapshot.state, input);
    if (state !== this.#snapshot.state) this.change({ state });
  }

  change(change: Partial<Snapshot>): void {
    if (this.#stopped) return;
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listener.changed();
  }

  report(problem: Problem): void {
    if (this.#stopped) return;
    this.change({ problem, ...(problem.code === 'token_expired' ? { tokenEnded: true } : {}) });
    this.#listener.failed(problem);
  }

  async #readSession(): Promise<void> {
    const askedAt = this.clock.local;
    const session = await this.bff.getSession();
    if (this.#stopped) return;
    this.clock.set(Date.parse(session.now), askedAt);
    const { problem, state, session: known, payment: current } = this.#snapshot;
    if (known && known.checkout.id !== session.checkout.id) this.change({ state: 'loading', payment: undefined });
    // A failure to hear is over once something is heard; a refusal stays to be read.
    const overcome = state === 'loading' || problem?.status === 0;
    this.change({ session, reachable: true, ...(overcome ? { problem: undefined } : {}) });
    if (this.#told.ready !== session.checkout.id) {
      this.#told.ready = session.checkout.id;
      this.#listener.ready(session);
    }
    if (session.payment) this.#hearOfSession(session.payment, session.checkout);
    else if (current && this.waits) this.hear(await this.bff.getPayment(current.id));
    this.move(`checkout_${session.checkout.status}`);
  }

  /** A payment that the customer gave up, here or in another tab, is no reason to leave the list; its money is. */
  #hearOfSession(payment: PaymentView, checkout: SessionCheckout): void {
    const gone = payment.status === 'canceled' && checkout.status === 'open' && !this.waits && !payment.review;
    if (!gone) this.hear(payment);
  }

  #tell(payment: PaymentView): void {
    const status = `${payment.id} ${payment.status} ${payment.review ?? ''}`;
    if (this.#told.status !== status) {
      this.#told.status = status;
      this.#listener.status(payment);
    }
    const instruction = `${payment.id} ${JSON.stringify(payment.instruction)}`;
    if (payment.status === 'requires_action' && this.#told.instruction !== instruction) {
      this.#told.instruction = instruction;
      this.#listener.instruction(payment, this.#made.has(payment.id));
    }
    // Money that was taken back is no news of being paid, whenever the page is opened.
    if (payment.status === 'succeeded' && payment.reversedAt === undefined && this.#told.paid !== payment.id) {
      this.#told.paid = payment.id;
      this.#listener.paid(payment);
    }
  }

  #wake(): void {
    const now = this.clock.local;
    if (this.#snapshot.state === 'paid' || this.#snapshot.tokenEnded || now - this.#wokenAt < WAKE_GAP_MS) return;
    this.#wokenAt = now;
    void this.refresh();
  }
}
