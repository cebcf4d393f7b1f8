import type { ReactiveElement } from 'lit';

/** Dispatches an element's events in order, each once the screen shows what it is about. */
export class EventQueue {
  readonly #host: ReactiveElement;
  #drained: Promise<unknown> = Promise.resolve();
  #hasContent = false;
  #waiting: (() => void)[] = [];

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Resolves when all events so far have been dispatched. */
  get drained(): Promise<unknown> {
    return this.#drained;
  }

  put(event: () => Event): void {
    const host = this.#host;
    this.#drained = this.#drained
      .then(() => host.updateComplete)
      .then(async () => {
        if (!this.#hasContent) await this.#untilContent();
        host.dispatchEvent(event());
      });
  }

  /** Events that are put in from now on wait for this too. */
  holdUntil(done: Promise<unknown>): void {
    this.#drained = Promise.all([this.#drained, done]);
  }

  /** After each rendering. `hasContent`: there is more on the screen than a skeleton. */
  rendered(hasContent: boolean): void {
    this.#hasContent = hasContent;
    if (hasContent) for (const proceed of this.#waiting.splice(0)) proceed();
  }

  async #untilContent(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    await this.#host.updateComplete;
  }
}
