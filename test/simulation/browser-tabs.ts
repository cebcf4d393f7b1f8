import type { Tabs } from '../../widget/session/tabs.ts';

/** The tabs of one browser that show the same checkout: only one at a time holds a stream. */
export class BrowserTabs {
  readonly #listeners = new Map<object, () => void>();
  #last: Promise<void> = Promise.resolve();

  open(): Tabs {
    const tab = {};
    return {
      turn: (signal) => {
        const before = this.#last;
        this.#last = before.then(
          () =>
            new Promise((resolve) => {
              if (signal.aborted) resolve();
              signal.addEventListener('abort', () => resolve(), { once: true });
            }),
        );
        return before;
      },
      notify: () => {
        for (const [other, listener] of this.#listeners) if (other !== tab) listener();
      },
      onNotified: (listener) => {
        this.#listeners.set(tab, listener);
        return () => this.#listeners.delete(tab);
      },
    };
  }
}
