import type { Tabs } from '../../../widget/session/tabs.ts';

/** The tabs of a browser with Web Locks: one at a time has its turn, in the order of their requests. */
export class FakeTabs {
  readonly #listeners = new Map<object, () => void>();
  #queue: Promise<void> = Promise.resolve();

  open(): Tabs {
    const own = {};
    return {
      turn: (signal) => this.#turn(signal),
      notify: () => {
        for (const [tab, listener] of this.#listeners) if (tab !== own) listener();
      },
      onNotified: (listener) => {
        this.#listeners.set(own, listener);
        return () => this.#listeners.delete(own);
      },
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    const before = this.#queue;
    const ended = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    this.#queue = before.then(() => ended);
    return before.then(() => {
      if (signal.aborted) throw signal.reason;
    });
  }
}
