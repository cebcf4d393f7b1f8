import type { PaymentView, SessionCheckout, SessionView } from '../../shared/api/views.ts';
import type { Bff } from './bff.ts';
import type { ServerClock } from './clock.ts';
import { isMoney } from './is-money.ts';
import { type Input, next } from './state-machine.ts';
import type { PageMemory } from './page-memory.ts';
import { problemOf, type WidgetProblem } from './problem.ts';
import { readCheckout, readPayment, readSession } from './parse-views.ts';
import type { Snapshot } from './snapshot.ts';
import { type SessionListener, EventNotifier } from './event-notifier.ts';

export interface SessionOptions {
  readonly bff: Bff;
  readonly clock: ServerClock;
  /** Calls back whenever the customer or the network returns; answers how to stop that. */
  readonly onWake: (listener: () => void) => () => void;
  readonly listener: SessionListener;
  /** Of all elements of the page. */
  readonly memory: PageMemory;
  /** When the page began to load, by the local clock, epoch milliseconds. */
  readonly pageStart: number;
}

/** How often the session is read again because something was heard while it was read. */
const READINGS = 3;
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
  readonly #memory: PageMemory;
  readonly #teller: EventNotifier;
  readonly #pageStart: number;
  #snapshot: Snapshot = { state: 'loading', reachable: true, tokenEnded: false };
  #reading: Promise<WidgetProblem | undefined> | undefined;
  #stopWaking = () => {};
  #wokenAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  /** Counts what was heard beside the readings: one that was begun before is old. */
  #received = 0;
  #attempting = false;
  /** Something was heard during the attempt. */
  #missed = false;
  readonly #made = new Set<string>();
  readonly #left = new Set<string>();

  constructor({ bff, clock, listener, onWake, memory, pageStart }: SessionOptions) {
    this.bff = bff;
    this.clock = clock;
    this.#listener = listener;
    this.#onWake = onWake;
    this.#memory = memory;
    this.#pageStart = pageStart;
    this.#teller = new EventNotifier(listener, memory);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether the customer waits for the present payment. */
  get waits(): boolean {
    const { state } = this.#snapshot;
    return state === 'instructed' || state === 'checking';
  }

  /** Whether anything may still happen: an open checkout can end without the customer, a payment can outlive it. */
  get listens(): boolean {
    const { session, tokenEnded } = this.#snapshot;
    return session !== undefined && !tokenEnded && !this.#stopped && (session.checkout.status === 'open' || this.waits);
  }

  /** Whether there is a payment that may still bring news, or may be one that this page does not know of yet. */
  get expects(): boolean {
    const { payment, session } = this.#snapshot;
    return payment !== undefined || this.#left.size > 0 || this.#memory.attempted(session?.checkout.id ?? '');
  }

  /** A session view that the page brought along shows at once; one that is old or cannot be read is as none. */
  offer(given: unknown): void {
    if (given === undefined || this.#snapshot.session) return;
    try {
      const session = readSession(given, '');
      if (this.#memory.knowsBetter(session)) return;
      this.clock.set(Date.parse(session.now), this.clock.local);
      this.#teller.offered(session);
      void this.#believe(session).catch(() => {});
    } catch {
      // It is asked for in any case.
    }
  }

  start(given?: unknown): void {
    this.offer(given);
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
  read(): Promise<WidgetProblem | undefined> {
    this.#reading ??= this.#readSession()
      .then(() => undefined, problemOf)
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  /**
   * What an answer or an event says of a payment. Money goes before everything. What is older than that which is known
   * already, or of another payment, is believed of nobody but the session: it says which payment counts. No clock does.
   */
  receive(payment: PaymentView): void {
    if (this.#stopped || this.#isAwaited(payment) || this.#isGivenUp(payment)) return;
    if (this.#follows(payment)) this.#take(payment);
    else void this.read();
  }

  /** What the event stream says. Throws when it cannot be read. */
  hearEvent(name: string, data: unknown): void {
    if (name === 'payment') this.receive(readPayment(data, name));
    if (name === 'checkout') void this.#hearCheckout(readCheckout(data, name));
  }

  /** An attempt is on its way: what is heard of it before its answer is no news, unless that is a refusal. */
  async idempotencyKey<T>(answer: Promise<T>): Promise<T> {
    this.#attempting = true;
    this.#missed = false;
    this.#memory.idempotencyKey(this.#snapshot.session?.checkout.id ?? '');
    try {
      return await answer;
    } catch (error) {
      this.#attempting = false;
      if (this.#missed) await this.read();
      throw error;
    } finally {
      this.#attempting = false;
    }
  }

  /** A payment that was asked for on this page: it takes the place of any other, but not that of money. */
  made(payment: PaymentView): void {
    const { payment: current } = this.#snapshot;
    this.#made.add(payment.id);
    if (current && isMoney(current.status) && current.id !== payment.id) this.receive(payment);
    else this.#take(payment);
  }

  /** Back to the list; of this payment nothing but money is heard any more. */
  forget(paymentId: string): void {
    this.#left.add(paymentId);
    this.#received += 1;
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

  /** Nothing can be heard at the moment, or something again; what is on the screen stays. */
  hearing(problem: WidgetProblem | undefined): void {
    this.change({ reachable: !problem });
    if (problem && !this.#stopped) this.#listener.failed(problem);
  }

  report(problem: WidgetProblem): void {
    if (this.#stopped) return;
    this.change({ problem, ...(problem.code === 'token_expired' ? { tokenEnded: true } : {}) });
    this.#listener.failed(problem);
  }

  async #readSession(): Promise<void> {
    let session: SessionView | undefined;
    for (let reading = 1; reading <= READINGS; reading += 1) {
      const received = this.#received;
      const askedAt = this.clock.local;
      session = await this.bff.getSession();
      if (this.#stopped) return;
      this.clock.set(Date.parse(session.now), askedAt);
      // What was heard meanwhile may be newer than this answer.
      if (received === this.#received) break;
    }
    if (!session) return;
    this.#memory.answered(session);
    this.#teller.answered(session, this.clock.now() - this.clock.local + this.#pageStart);
    await this.#believe(session);
  }

  /** The session has the last word on which payment counts. */
  async #believe(session: SessionView): Promise<void> {
    const { problem, state, session: known } = this.#snapshot;
    const { checkout } = session;
    if (known && known.checkout.id !== checkout.id) this.change({ state: 'loading', payment: undefined });
    // A failure to hear is over once something is heard; a refusal stays to be read.
    const overcome = state === 'loading' || problem?.status === 0;
    this.change({ session, reachable: true, ...(overcome ? { problem: undefined } : {}) });
    this.#teller.session(session);
    const { payment: current } = this.#snapshot;
    if (!session.payment) {
      if (current && this.waits) this.#take(await this.bff.getPayment(current.id));
    } else if (!this.#isAwaited(session.payment) && !this.#isGivenUp(session.payment)) this.#take(session.payment);
    this.move(`checkout_${checkout.status}`);
    if (!this.#stopped) this.#teller.checkout(checkout);
  }

  async #hearCheckout(checkout: SessionCheckout): Promise<void> {
    const { session } = this.#snapshot;
    if (this.#stopped || !session || session.checkout.status === checkout.status) return;
    this.#received += 1;
    // Its payment is told of first.
    const problem = await this.read();
    const { session: present } = this.#snapshot;
    if (!problem || !present || present.checkout.id !== checkout.id) return;
    this.change({ session: { ...present, checkout } });
    this.move(`checkout_${checkout.status}`);
    if (!this.#stopped) this.#teller.checkout(checkout);
  }

  /** Whether this is surely newer than what is known. */
  #follows(payment: PaymentView): boolean {
    const { payment: current } = this.#snapshot;
    if (!current) return true;
    if (isMoney(payment.status) && !isMoney(current.status)) return true;
    return payment.id === current.id && payment.updatedAt >= current.updatedAt;
  }

  /** Whether the answer of the attempt that is under way will tell of it. */
  #isAwaited(payment: PaymentView): boolean {
    const awaited = this.#attempting && !isMoney(payment.status);
    this.#missed ||= awaited;
    return awaited;
  }

  /** A payment that the customer gave up, here or in another tab, is no reason to leave the list; its money is. */
  #isGivenUp(payment: PaymentView): boolean {
    const { busy, session } = this.#snapshot;
    if (isMoney(payment.status) || payment.review) return false;
    if (this.#left.has(payment.id)) return true;
    // While `leaving` the customer has asked for that: it leads back to the list.
    const unasked = !this.waits && session?.checkout.status === 'open';
    return payment.status === 'canceled' && (busy === 'leaving' || unasked);
  }

  #take(payment: PaymentView): void {
    if (this.#stopped) return;
    const { payment: current, session } = this.#snapshot;
    if (JSON.stringify(payment) !== JSON.stringify(current)) this.#received += 1;
    this.change({ payment });
    // Whatever ended it: it is over, and nothing is to be paid anew.
    this.move(`payment_${payment.review === 'paid_late' ? 'expired' : payment.status}`);
    // The end of the whole checkout stays its end, whatever is still heard of a payment.
    if (session && session.checkout.status !== 'open') this.move(`checkout_${session.checkout.status}`);
    this.#teller.payment(payment, this.#made.has(payment.id));
  }

  #wake(): void {
    const now = this.clock.local;
    if (this.#snapshot.state === 'paid' || this.#snapshot.tokenEnded || now - this.#wokenAt < WAKE_GAP_MS) return;
    this.#wokenAt = now;
    void this.refresh();
  }
}
