import type * as Controller from './checkout-controller.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';

export type ControllerModule = typeof Controller;

/** A chunk that could not be loaded is tried again after this. */
const RETRY_MS = 3_000;

/** Of the page, once it is here. */
let module: ControllerModule | undefined;

/** Loads the chunk of the checkout controller, again and again where that fails. */
export class ControllerLoader {
  readonly #chunks: MissingChunkWatch;
  readonly #onLoaded: () => void;
  #loading: Promise<ControllerModule | undefined> | undefined;

  constructor(chunks: MissingChunkWatch, onLoaded: () => void) {
    this.#chunks = chunks;
    this.#onLoaded = onLoaded;
  }

  get module(): ControllerModule | undefined {
    return module;
  }

  /** `undefined` when it cannot be loaded now; it is tried again by itself. */
  load(): Promise<ControllerModule | undefined> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<ControllerModule | undefined> {
    try {
      module = await import('./checkout-controller.ts');
      this.#chunks.loaded('checkout-controller');
      this.#onLoaded();
      return module;
    } catch {
      void this.#chunks.failed('checkout-controller');
      setTimeout(() => {
        this.#loading = undefined;
        void this.load();
      }, RETRY_MS);
      return undefined;
    }
  }
}
