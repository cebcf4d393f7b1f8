import type { CheckoutSession } from './checkout-session.ts';
import { BffError } from './problem.ts';
import { type After, StatusFeed } from './status-feed.ts';
import type { Tabs } from './tabs.ts';

export interface LiveUpdatesOptions {
  readonly after: After;
  /** The tabs of this browser that show the same checkout. */
  readonly tabs: Tabs;
  /** Whether the page is visible at the moment. */
  readonly seen: () => boolean;
}

/** However often other tabs report a change, the session is read no more often than this. */
const NOTIFIED_GAP_MS = 1_000;

/** Runs a status feed exactly while something may still change. */
export class LiveUpdates {
  readonly #session: CheckoutSession;
  readonly #options: LiveUpdatesOptions;
  #feed: StatusFeed | undefined;
  #mode = '';
  #pausing = false;
  #notifiedAgain = false;
  #listening = false;
  #stopNotifications = () => {};

  constructor(session: CheckoutSession, options: LiveUpdatesOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** The session has changed, or the page was shown or hidden. */
  sync(): void {
    if (!this.#session.active) {
      this.stop();
      return;
    }
    const { expectsPayment, snapshot } = this.#session;
    const seen = this.#options.seen();
    this.#feed ??= this.#newFeed();
    if (seen && expectsPayment) this.#feed.show();
    else this.#feed.hide();
    this.#listenToTabs(seen);
    const pace = !seen ? 'rare' : expectsPayment ? 'quick' : 'calm';
    const mode = `${pace} ${snapshot.payment?.id}`;
    if (mode !== this.#mode) this.#feed.setPace(pace);
    this.#mode = mode;
  }

  /** The customer or the network is back. */
  wake(): void {
    this.#feed?.wake();
  }

  stop(): void {
    this.#feed?.stop();
    this.#feed = undefined;
    this.#mode = '';
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
          session.receiveEvent(name, data);
          tabs.notify();
        },
        connectionChanged: (problem) => session.connectionChanged(problem),
        tokenEnded: () => session.tokenEnded(),
      },
    );
  }

  #listenToTabs(listening: boolean): void {
    if (listening === this.#listening) return;
    this.#listening = listening;
    this.#stopNotifications();
    this.#stopNotifications = listening ? this.#options.tabs.onNotified(() => this.#notified()) : () => {};
  }

  /** Another tab's notification is a reason to read the session, never a status. */
  #notified(): void {
    this.#notifiedAgain = true;
    if (this.#pausing) return;
    this.#pausing = true;
    this.#notifiedAgain = false;
    if (this.#listening) void this.#session.read();
    this.#options.after(NOTIFIED_GAP_MS, () => {
      this.#pausing = false;
      if (this.#notifiedAgain) this.#notified();
    });
  }
}
