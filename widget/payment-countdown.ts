import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import { NamedTimers } from './ui/named-timers.ts';
import { passedMark } from './ui/remaining.ts';

export interface CountdownHost {
  readonly session: CheckoutSession;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
}

/** Counts down to a payment's deadline: renders once a second, and announces a few marks to screen readers. */
export class PaymentCountdown {
  readonly #host: CountdownHost;
  readonly #t: PaymentMessages;
  readonly #viewDeadline: () => string | undefined;
  readonly #timers = new NamedTimers<'tick'>();
  #leftMs = Number.POSITIVE_INFINITY;

  /** `viewDeadline`: ISO; `undefined`: until the payment expires. */
  constructor(host: CountdownHost, t: PaymentMessages, viewDeadline: () => string | undefined) {
    this.#host = host;
    this.#t = t;
    this.#viewDeadline = viewDeadline;
  }

  /** For another payment or instruction: its marks have not been announced. */
  reset(): void {
    this.#leftMs = Number.POSITIVE_INFINITY;
  }

  start(): void {
    if (!this.#timers.has('tick')) this.#timers.set('tick', 0, () => this.#tick());
  }

  pause(): void {
    this.#timers.clear('tick');
  }

  /** For good. */
  stop(): void {
    this.#timers.end();
  }

  #tick(): void {
    const { session, announce, requestUpdate } = this.#host;
    const { clock, snapshot } = session;
    const deadline = this.#viewDeadline() ?? snapshot.payment?.expiresAt;
    if (deadline === undefined) return;
    const leftMs = Date.parse(deadline) - clock.now();
    const mark = passedMark(this.#leftMs, leftMs);
    if (mark !== undefined && Number.isFinite(this.#leftMs)) announce(this.#t.minutesLeft(mark));
    // Only the BFF ends a payment.
    if (this.#leftMs > 0 && leftMs <= 0) void session.refresh();
    this.#leftMs = leftMs;
    requestUpdate();
    this.#timers.set('tick', 1_000 - (clock.now() % 1_000), () => this.#tick());
  }
}
