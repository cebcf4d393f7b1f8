import type { After } from '../../../widget/session/status-feed.ts';

/** Timers that run when the test lets time pass, in the order of their times. */
export class VirtualTimers {
  now = 0;
  #waiting: { readonly at: number; readonly task: () => void }[] = [];

  readonly after: After = (delayMs, task) => {
    const entry = { at: this.now + delayMs, task };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  };

  /** Lets this much time pass, and runs what is due in it. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await flushPromises();
      const due = this.#waiting.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.#waiting = this.#waiting.filter((other) => other !== due);
      this.now = due.at;
      due.task();
    }
    this.now = end;
  }
}

/** Resolves once all promises that do not wait for a timer have run. */
export async function flushPromises(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}
