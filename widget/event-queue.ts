import type { ReactiveElement } from 'lit';

/** Dispatches an element's events in order, each after the screen shows what it is about. */
export class EventQueue {
  readonly #host: ReactiveElement;
  #drained: Promise<unknown> = Promise.resolve();
  #hasScreen = false;
  #waiting: (() => void)[] = [];

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Ends when all that was put in so far has been dispatched. */
  get drained(): Promise<unknown> {
    return this.#drained;
  }

  put(event: () => Event): void {
    const host = this.#host;
    this.#drained = this.#drained
      .then(() => host.updateComplete)
      .then(async () => {
        if (!this.#hasScreen) await this.#untilScreen();
        host.dispatchEvent(event());
      });
  }

  /** What is put in from now on waits for that as well. */
  holdUntil(done: Promise<unknown>): void {
    this.#drained = Promise.all([this.#drained, done]);
  }

  /** After each rendering. `hasScreen`: there is more to be seen than a skeleton. */
  rendered(hasScreen: boolean): void {
    this.#hasScreen = hasScreen;
    if (hasScreen) for (const proceed of this.#waiting.splice(0)) proceed();
  }

  async #untilScreen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    await this.#host.updateComplete;
  }
}
