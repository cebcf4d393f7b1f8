import type { CheckoutSession } from './checkout-session.ts';
import { BffError, localProblem } from './problem.ts';
import { type After, StatusFeed } from './status-feed.ts';
import type { Tabs } from './tabs.ts';

export interface LiveUpdatesOptions {
  readonly after: After;
  /** The tabs of this browser that show the same checkout. */
  readonly tabs: Tabs;
  /** Whether the page is seen at the moment. */
  readonly seen: () => boolean;
}

/** However often other tabs tell of something, it is read no more often than this. */
const TOLD_GAP_MS = 1_000;

/** Keeps a feed running exactly while the session has something to listen for. */
export class LiveUpdates {
  readonly #session: CheckoutSession;
  readonly #options: LiveUpdatesOptions;
  #feed: StatusFeed | undefined;
  #awaited = '';
  #toldLately = false;
  #toldAgain = false;
  #listening = false;
  #stopTold = () => {};

  constructor(session: CheckoutSession, options: LiveUpdatesOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** The session has changed, or the page is seen again, or no longer. */
  sync(): void {
    if (!this.#session.listens) {
      this.stop();
      return;
    }
    const { expects, snapshot } = this.#session;
    const seen = this.#options.seen();
    this.#feed ??= this.#newFeed();
    if (seen && expects) this.#feed.show();
    else this.#feed.hide();
    this.#listenToTabs(seen);
    const pace = !seen ? 'rare' : expects ? 'quick' : 'calm';
    const awaited = `${pace} ${snapshot.payment?.id}`;
    if (awaited !== this.#awaited) this.#feed.ask(pace);
    this.#awaited = awaited;
  }

  /** The customer is back, or the network is. */
  wake(): void {
    this.#feed?.wake();
  }

  stop(): void {
    this.#feed?.stop();
    this.#feed = undefined;
    this.#awaited = '';
    this.#listenToTabs(false);
  }

  #newFeed(): StatusFeed {
    const session = this.#session;
    const { after, tabs } = this.#options;
    return new StatusFeed(
      {
        open: (lastEventId, signal) => session.bff.openEvents(lastEventId, signal),
        poll: async () => {
          const problem = await session.read();
          if (problem) throw new BffError(problem);
        },
        turn: tabs.turn,
        after,
      },
      {
        event: (name, data) => {
          session.hearEvent(name, data);
          tabs.tell();
        },
        hearing: (problem) => session.hearing(problem),
        ended: () => session.report(localProblem('token_expired', 'The payment session has ended.')),
      },
    );
  }

  #listenToTabs(listening: boolean): void {
    if (listening === this.#listening) return;
    this.#listening = listening;
    this.#stopTold();
    this.#stopTold = listening ? this.#options.tabs.onTold(() => this.#notified()) : () => {};
  }

  /** What another tab says is a reason to ask, never a status. */
  #notified(): void {
    this.#toldAgain = true;
    if (this.#toldLately) return;
    this.#toldLately = true;
    this.#toldAgain = false;
    if (this.#listening) void this.#session.read();
    this.#options.after(TOLD_GAP_MS, () => {
      this.#toldLately = false;
      if (this.#toldAgain) this.#notified();
    });
  }
}
