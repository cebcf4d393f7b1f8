import type { PaymentView } from '../../shared/api/views.ts';
import type { CheckoutSession } from './checkout-session.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { isMoney } from './is-money.ts';
import { PaymentCommands, type PaymentRequestBody } from './payment-commands.ts';
import { toProblem, type WidgetProblem } from './problem.ts';
import type { SessionChanges } from './session-changes.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Refusals after which the session is read before the customer tries again: another tab may have paid, and what was
 * offered may be no longer.
 */
const OUT_OF_DATE: ReadonlySet<string> = new Set([
  'state_conflict',
  'channel_unavailable',
  'amount_out_of_range',
  'not_found',
]);

/** What the customer can do: pay, choose again, confirm with a code. */
export class CustomerActions {
  readonly #session: CheckoutSession;
  readonly #changes: SessionChanges;
  readonly #commands: PaymentCommands;
  readonly #idempotencyKey: IdempotencyKey;

  /** `newKey`: a new random Idempotency-Key. */
  static of(session: CheckoutSession, newKey: () => string): CustomerActions {
    return session.actions((own, changes) => new CustomerActions(own, changes, newKey));
  }

  private constructor(session: CheckoutSession, changes: SessionChanges, newKey: () => string) {
    this.#session = session;
    this.#changes = changes;
    this.#commands = new PaymentCommands(session.bff);
    this.#idempotencyKey = new IdempotencyKey(newKey);
  }

  /** Requests a payment. A second call while the first is under way does nothing. */
  async pay(request: PaymentRequestBody): Promise<void> {
    const { snapshot } = this.#session;
    if (snapshot.state !== 'choosing') return;
    this.#changes.change({ problem: undefined });
    this.#changes.move('pay');
    try {
      const key = this.#idempotencyKey.keyFor(request);
      const payment = await this.#changes.request(this.#commands.create(request, key));
      this.#idempotencyKey.discard();
      this.#changes.created(payment);
    } catch (error) {
      await this.#payFailed(toProblem(error));
    }
  }

  /** Pay another way: the present payment is canceled where that is still possible. */
  leave(): Promise<void> {
    return this.#whileBusy('leaving', async ({ id }) => {
      const payment = await this.#commands.cancel(id);
      if (isMoney(payment.status) || payment.status === 'processing') this.#session.receive(payment);
      else this.#changes.giveUp(payment.id);
    });
  }

  /** Back to the list after a payment that is over. */
  again(): void {
    const { payment } = this.#session.snapshot;
    if (payment) this.#changes.giveUp(payment.id);
    void this.#session.refresh();
  }

  confirm(otp: string): Promise<void> {
    return this.#whileBusy('confirming', async ({ id }) =>
      this.#session.receive(await this.#commands.confirm(id, otp)),
    );
  }

  resendOtp(): Promise<void> {
    return this.#whileBusy('resending', async ({ id }) => this.#session.receive(await this.#commands.resendOtp(id)));
  }

  async #payFailed(problem: WidgetProblem): Promise<void> {
    const refused = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (refused) this.#idempotencyKey.discard();
    // With status 0 the request may have arrived all the same.
    if (problem.status === 0 || OUT_OF_DATE.has(problem.code)) await this.#session.read();
    const { state } = this.#session.snapshot;
    if (state !== 'paying' && state !== 'choosing') return;
    this.#changes.report(problem);
    this.#changes.move('refused');
  }

  async #whileBusy(busy: NonNullable<Snapshot['busy']>, work: (payment: PaymentView) => Promise<void>): Promise<void> {
    const { snapshot } = this.#session;
    if (!snapshot.payment || snapshot.busy) return;
    this.#changes.change({ busy, problem: undefined });
    let problem: WidgetProblem | undefined;
    try {
      await work(snapshot.payment);
    } catch (error) {
      problem = toProblem(error);
    }
    // Success or failure, it may have changed what can be chosen; a failure may hide that it went through.
    await this.#session.read();
    this.#changes.change({ busy: undefined });
    if (problem) this.#changes.report(problem);
  }
}
