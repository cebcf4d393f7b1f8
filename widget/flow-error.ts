import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { PayApproval } from './pay-approval.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import { markRefused } from './screens/payment-request.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { WidgetProblem } from './session/problem.ts';
import type { Snapshot } from './session/snapshot.ts';
import type { Formats } from './ui/formats.ts';
import { NamedTimers } from './ui/named-timers.ts';

export interface FlowErrorHost {
  readonly session: CheckoutSession;
  readonly form: ChannelFormState;
  readonly formats: Formats;
  readonly announce: (text: string) => void;
}

const MINUTE_MS = 60_000;

/** What went wrong, in words: nothing chosen, what the page said against it, and what the BFF refused. */
export class FlowError {
  readonly #host: FlowErrorHost;
  readonly #t: PaymentMessages;
  readonly #approval: PayApproval;
  readonly #timers = new NamedTimers<'wait'>();
  /** From when on the BFF accepts requests again, by the customer's clock, epoch milliseconds. */
  #retryAt: number | undefined;

  constructor(host: FlowErrorHost, t: PaymentMessages, approval: PayApproval) {
    this.#host = host;
    this.#t = t;
    this.#approval = approval;
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

  /** Empty where it is shown at a field; `undefined` where there is nothing, or no text for it. */
  textOf({ state, problem }: Snapshot): string | undefined {
    const { form, formats } = this.#host;
    if (form.unchosen && state === 'choosing') return this.#t.chooseFirst;
    if (this.#approval.message !== undefined && state === 'choosing') return this.#approval.message;
    if (!problem) return undefined;
    if (problem.code === 'rate_limited' && this.#retryAt !== undefined)
      return this.#t.triesFrom(formats.time(Math.ceil(this.#retryAt / MINUTE_MS) * MINUTE_MS));
    // A mistyped code is shown at its field.
    return problem.code === 'invalid_request' && state === 'instructed' ? '' : this.#t.problems[problem.code];
  }

  stop(): void {
    this.#timers.end();
  }
}
