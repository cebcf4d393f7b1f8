import type { PaymentView, SessionCheckout, SessionView } from '../../shared/api/views.ts';
import type { Bff } from './bff.ts';
import type { ServerClock } from './clock.ts';
import type { FirstRead } from './first-read.ts';
import type { SessionChanges } from './session-changes.ts';
import { isMoney } from './is-money.ts';
import { type Input, isPending, next } from './state-machine.ts';
import type { PageMemory } from './page-memory.ts';
import { localProblem, toProblem, type WidgetProblem } from './problem.ts';
import { parseCheckout, parsePayment, parseSession } from './parse-views.ts';
import { isNewer, ReportFilter } from './report-filter.ts';
import { INITIAL_SNAPSHOT, type Snapshot } from './snapshot.ts';
import { type SessionListener, EventNotifier } from './event-notifier.ts';

export interface SessionOptions {
  readonly bff: Bff;
  readonly clock: ServerClock;
  /** Calls back whenever the customer or the network returns; gives back how to stop that. */
  readonly onWake: (listener: () => void) => () => void;
  readonly listener: SessionListener;
  /** Of all elements of the page. */
  readonly memory: PageMemory;
  /** When the page began to load, by the local clock, epoch milliseconds. */
  readonly pageStart: number;
}

/** How often the session is read at most, when something changes while it is read. */
const MAX_READS = 3;
/** Two wake signals closer together than this count as one. */
const WAKE_GAP_MS = 1_000;

/**
 * One checkout as the page sees it: reads the session, takes in what the BFF reports of its payments, and moves the state
 * machine by that. What the customer can do is in {@link CustomerActions}, loaded later.
 */
export class CheckoutSession {
  readonly bff: Bff;
  readonly clock: ServerClock;
  readonly #listener: SessionListener;
  readonly #onWake: SessionOptions['onWake'];
  readonly #memory: PageMemory;
  readonly #notifier: EventNotifier;
  readonly #pageStart: number;
  #snapshot: Snapshot = INITIAL_SNAPSHOT;
  #pendingRead: Promise<WidgetProblem | undefined> | undefined;
  #first: FirstRead | undefined;
  #stopWaking = () => {};
  #wokenAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  /** Counts changes that did not come from a read of the session: a read that began before one is out of date. */
  #changes = 0;
  readonly #reports = new ReportFilter();
  /** Payments that were requested on this page, by id. */
  readonly #created = new Set<string>();

  constructor({ bff, clock, listener, onWake, memory, pageStart }: SessionOptions) {
    this.bff = bff;
    this.clock = clock;
    this.#listener = listener;
    this.#onWake = onWake;
    this.#memory = memory;
    this.#pageStart = pageStart;
    this.#notifier = new EventNotifier(listener, memory);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether anything may still change: an open checkout can end by itself, a payment can outlive it. */
  get active(): boolean {
    const { state, session, tokenEnded } = this.#snapshot;
    if (!session || tokenEnded || this.#stopped) return false;
    return session.checkout.status === 'open' || isPending(state);
  }

  /** Whether there is, or may be, a payment whose status can change. */
  get expectsPayment(): boolean {
    const { payment, session } = this.#snapshot;
    const requested = this.#memory.paymentRequested(session?.checkout.id ?? '');
    return payment !== undefined || this.#reports.givenUp.size > 0 || requested;
  }

  /** A session view that the page already has: it shows at once, unless it is out of date or cannot be parsed. */
  offer(given: unknown): void {
    if (given === undefined || this.#snapshot.session) return;
    try {
      const session = parseSession(given, '');
      if (this.#memory.hasNewerThan(session)) return;
      this.clock.set(Date.parse(session.now), this.clock.local);
      this.#notifier.offered(session);
      void this.#applySession(session).catch(() => {});
    } catch {
      // It is requested in any case.
    }
  }

  /** `given`: by the page. `first`: the first read, where that is under way already. */
  start(given?: unknown, first?: FirstRead): void {
    this.offer(given);
    this.#first = first;
    this.#stopWaking = this.#onWake(() => this.#wake());
    void this.refresh();
  }

  /** Sends no request and reports nothing after this. */
  stop(): void {
    this.#stopped = true;
    this.#stopWaking();
  }

  /** A new client token for the same checkout; the screen stays as it is. */
  renew(token: string): void {
    this.bff.token = token;
    this.#change({ tokenEnded: false, problem: undefined });
    void this.refresh();
  }

  /** Reads the whole session again. Never rejects: a failure becomes the snapshot's problem. */
  async refresh(): Promise<WidgetProblem | undefined> {
    if (this.#snapshot.state === 'error') this.#move('reload');
    const problem = await this.read();
    if (problem) {
      this.#report(problem);
      this.#move('broken');
    }
    return problem;
  }

  /** Reads the session, one request at a time: calls made meanwhile share its outcome. Never rejects. */
  read(): Promise<WidgetProblem | undefined> {
    this.#pendingRead ??= this.#readSession()
      .then(() => undefined, toProblem)
      .finally(() => {
        this.#pendingRead = undefined;
      });
    return this.#pendingRead;
  }

  /**
   * A payment as the BFF reports it. Money takes precedence. A report that is older than what is known, or about another
   * payment, is only a reason to read the session: that decides which payment counts, and no clock does.
   */
  receive(payment: PaymentView): void {
    if (this.#stopped || !this.#reports.accepts(payment, this.#snapshot)) return;
    if (isNewer(payment, this.#snapshot.payment)) this.#take(payment);
    else void this.read();
  }

  /**
   * An event of the stream.
   *
   * @throws {ParseError} when it cannot be parsed
   */
  receiveEvent(name: string, data: unknown): void {
    if (name === 'payment') this.receive(parsePayment(data, name));
    if (name === 'checkout') void this.#receiveCheckout(parseCheckout(data, name));
  }

  /** Why the BFF cannot be reached, or `undefined` when it can again; the screen stays as it is. */
  connectionChanged(problem: WidgetProblem | undefined): void {
    this.#change({ reachable: !problem });
    if (problem && !this.#stopped) this.#listener.failed(problem);
  }

  /** The client token has ended and was not renewed. */
  tokenEnded(): void {
    this.#report(localProblem('token_expired', 'The payment session has ended.'));
  }

  /** The problem on the screen no longer holds. */
  dismissProblem(): void {
    this.#change({ problem: undefined });
  }

  /** Makes the customer's actions, which alone may change the session otherwise than by what the BFF reports. */
  actions<Actions>(make: (session: CheckoutSession, changes: SessionChanges) => Actions): Actions {
    return make(this, {
      change: (change) => this.#change(change),
      move: (input) => this.#move(input),
      report: (problem) => this.#report(problem),
      request: (answer) => this.#request(answer),
      created: (payment) => this.#takeCreated(payment),
      giveUp: (paymentId) => this.#giveUp(paymentId),
    });
  }

  #request<T>(answer: Promise<T>): Promise<T> {
    this.#memory.requestPayment(this.#snapshot.session?.checkout.id ?? '');
    // A read that is under way may have been answered before the BFF did this.
    const done = answer.finally(() => (this.#changes += 1));
    return this.#reports.during(done, () => this.read());
  }

  /** A payment that was requested on this page takes the place of any other, but not that of money. */
  #takeCreated(payment: PaymentView): void {
    const { payment: current } = this.#snapshot;
    this.#created.add(payment.id);
    if (current && isMoney(current.status) && current.id !== payment.id) this.receive(payment);
    else this.#take(payment);
  }

  /** Back to the list; reports about this payment count only if they are of money. */
  #giveUp(paymentId: string): void {
    this.#reports.givenUp.add(paymentId);
    this.#changes += 1;
    this.#change({ payment: undefined, problem: undefined });
    this.#move('again');
  }

  #move(input: Input): void {
    const state = next(this.#snapshot.state, input);
    if (state !== this.#snapshot.state) this.#change({ state });
  }

  #change(change: Partial<Snapshot>): void {
    if (this.#stopped) return;
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listener.changed();
  }

  #report(problem: WidgetProblem): void {
    if (this.#stopped) return;
    this.#change({ problem, ...(problem.code === 'token_expired' ? { tokenEnded: true } : {}) });
    this.#listener.failed(problem);
  }

  async #readSession(): Promise<void> {
    let session: SessionView | undefined;
    for (let reads = 1; reads <= MAX_READS; reads += 1) {
      const changes = this.#changes;
      const first = this.#first;
      this.#first = undefined;
      const sentAt = first?.sentAt ?? this.clock.local;
      session = await this.bff.getSession(first?.answer);
      if (this.#stopped) return;
      this.clock.set(Date.parse(session.now), sentAt, first?.receivedAt);
      // What changed meanwhile may be newer than this answer.
      if (changes === this.#changes) break;
    }
    if (!session) return;
    this.#memory.answered(session);
    this.#notifier.answered(session, this.clock.now() - this.clock.local + this.#pageStart);
    await this.#applySession(session);
  }

  /** The session decides which payment counts. */
  async #applySession(session: SessionView): Promise<void> {
    const { problem, state, session: known } = this.#snapshot;
    const { checkout } = session;
    if (known && known.checkout.id !== checkout.id) this.#change({ state: 'loading', payment: undefined });
    // A lost connection is over with an answer; a refusal stays on the screen.
    const overcome = state === 'loading' || problem?.status === 0;
    this.#change({ session, reachable: true, ...(overcome ? { problem: undefined } : {}) });
    this.#notifier.session(session);
    const { payment: current } = this.#snapshot;
    if (!session.payment) {
      if (current && isPending(this.#snapshot.state)) this.#take(await this.bff.getPayment(current.id));
    } else if (this.#reports.accepts(session.payment, this.#snapshot)) this.#take(session.payment);
    this.#move(`checkout_${checkout.status}`);
    if (!this.#stopped) this.#notifier.checkout(checkout);
  }

  async #receiveCheckout(checkout: SessionCheckout): Promise<void> {
    const { session } = this.#snapshot;
    if (this.#stopped || !session || session.checkout.status === checkout.status) return;
    this.#changes += 1;
    // Events about its payment come first.
    const problem = await this.read();
    const { session: present } = this.#snapshot;
    if (!problem || !present || present.checkout.id !== checkout.id) return;
    this.#change({ session: { ...present, checkout } });
    this.#move(`checkout_${checkout.status}`);
    if (!this.#stopped) this.#notifier.checkout(checkout);
  }

  #take(payment: PaymentView): void {
    if (this.#stopped) return;
    const { payment: current, session } = this.#snapshot;
    if (JSON.stringify(payment) !== JSON.stringify(current)) this.#changes += 1;
    this.#change({ payment });
    // Money that came too late: the payment is over, and the customer must not be asked to pay again.
    this.#move(`payment_${payment.review === 'paid_late' ? 'expired' : payment.status}`);
    // A checkout that has ended stays ended, whatever is reported of a payment.
    if (session && session.checkout.status !== 'open') this.#move(`checkout_${session.checkout.status}`);
    this.#notifier.payment(payment, this.#created.has(payment.id));
  }

  #wake(): void {
    const now = this.clock.local;
    if (this.#snapshot.state === 'paid' || this.#snapshot.tokenEnded || now - this.#wokenAt < WAKE_GAP_MS) return;
    this.#wokenAt = now;
    void this.refresh();
  }
}
