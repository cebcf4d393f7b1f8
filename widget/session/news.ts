import type { CheckoutSession } from './checkout-session.ts';
import { localProblem } from './problem.ts';
import { type After, StatusFeed } from './status-feed.ts';

/** Keeps a feed running exactly while the session has something to wait for. */
export class News {
  readonly #session: CheckoutSession;
  readonly #after: After;
  #feed: StatusFeed | undefined;

  constructor(session: CheckoutSession, after: After) {
    this.#session = session;
    this.#after = after;
  }

  /** The session has changed. */
  tend(): void {
    if (!this.#session.waits) this.stop();
    else if (!this.#feed) {
      this.#feed = this.#newFeed();
      this.#feed.start();
    }
  }

  /** The customer is back, or the network is. */
  wake(): void {
    this.#feed?.wake();
  }

  stop(): void {
    this.#feed?.stop();
    this.#feed = undefined;
  }

  #newFeed(): StatusFeed {
    const session = this.#session;
    return new StatusFeed(
      {
        open: (lastEventId, signal) => session.bff.openEvents(lastEventId, signal),
        poll: () => session.bff.getPayment(session.snapshot.payment?.id ?? ''),
        after: this.#after,
      },
      {
        payment: (payment) => session.hear(payment),
        event: (name, data) => session.hearEvent(name, data),
        reachable: (reachable) => session.change({ reachable }),
        ended: () => session.report(localProblem('token_expired', 'The payment session has ended.')),
      },
    );
  }
}
