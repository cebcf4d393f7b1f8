import type { PaymentView } from '../../shared/api/views.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import type { Choice } from './bff.ts';
import type { CheckoutSession } from './checkout-session.ts';
import { isMoney } from './is-money.ts';
import { problemOf, type WidgetProblem } from './problem.ts';
import type { Snapshot } from './snapshot.ts';

/** What the customer can do: pay, choose again, confirm with a code. */
export class CustomerActions {
  readonly #session: CheckoutSession;
  readonly #idempotencyKey: IdempotencyKey;

  /** `newKey`: a new random Idempotency-Key. */
  constructor(session: CheckoutSession, newKey: () => string) {
    this.#session = session;
    this.#idempotencyKey = new IdempotencyKey(newKey);
  }

  /** One attempt to pay. A second call while the first is under way does nothing. */
  async pay(choice: Choice): Promise<void> {
    const session = this.#session;
    if (session.snapshot.state !== 'choosing') return;
    session.change({ problem: undefined });
    session.move('pay');
    try {
      const payment = await session.idempotencyKey(
        session.bff.createPayment(choice, this.#idempotencyKey.keyFor(choice)),
      );
      this.#idempotencyKey.settle();
      session.made(payment);
    } catch (error) {
      await this.#attemptFailed(problemOf(error));
    }
  }

  /** Pay another way: the present payment is canceled where that is still possible. */
  leave(): Promise<void> {
    return this.#whileBusy('leaving', async (payment) => {
      const answer = await this.#session.bff.cancelPayment(payment.id);
      if (isMoney(answer.status) || answer.status === 'processing') this.#session.receive(answer);
      else this.#session.forget(answer.id);
    });
  }

  /** Back to the list after a payment that is over. */
  again(): void {
    const { payment } = this.#session.snapshot;
    if (payment) this.#session.forget(payment.id);
    void this.#session.refresh();
  }

  confirm(otp: string): Promise<void> {
    return this.#whileBusy('confirming', async ({ id }) =>
      this.#session.receive(await this.#session.bff.confirmPayment(id, otp)),
    );
  }

  resendOtp(): Promise<void> {
    return this.#whileBusy('resending', async ({ id }) => this.#session.receive(await this.#session.bff.resendOtp(id)));
  }

  async #attemptFailed(problem: WidgetProblem): Promise<void> {
    const session = this.#session;
    const answered = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (answered) this.#idempotencyKey.settle();
    // The attempt may have arrived all the same, or another tab may have paid meanwhile: look before asking again.
    if (problem.status === 0 || problem.code === 'state_conflict') await session.read();
    const { state } = session.snapshot;
    if (state !== 'paying' && state !== 'choosing') return;
    session.report(problem);
    session.move('refused');
  }

  async #whileBusy(busy: NonNullable<Snapshot['busy']>, work: (payment: PaymentView) => Promise<void>): Promise<void> {
    const session = this.#session;
    const { payment } = session.snapshot;
    if (!payment || session.snapshot.busy) return;
    session.change({ busy, problem: undefined });
    let problem: WidgetProblem | undefined;
    try {
      await work(payment);
    } catch (error) {
      problem = problemOf(error);
    }
    // Whatever the answer was, it may have changed what can be chosen, or hide what really happened.
    await session.read();
    session.change({ busy: undefined });
    if (problem) session.report(problem);
  }
}
