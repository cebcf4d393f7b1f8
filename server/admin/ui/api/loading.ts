import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem } from './api.ts';

/** What a page shows, while it is loaded and after. The newest request counts. */
export class Loading<T> implements ReactiveController {
  value: T | undefined;
  problem: string | undefined;
  isBusy = false;
  readonly #host: ReactiveControllerHost;
  #run = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Loads when the host says so.
  }

  async load(work: () => Promise<T>): Promise<void> {
    const run = (this.#run += 1);
    this.isBusy = true;
    this.#host.requestUpdate();
    try {
      const value = await work();
      if (run !== this.#run) return;
      this.value = value;
      this.problem = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      this.problem = error instanceof ApiProblem ? error.message : 'The page could not be read. Reload it.';
    } finally {
      if (run === this.#run) {
        this.isBusy = false;
        this.#host.requestUpdate();
      }
    }
  }
}
