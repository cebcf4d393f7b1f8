/** A chunk that could not be loaded is tried again after this. */
const RETRY_MS = 3_000;

/** Is told of every try. */
interface ChunkWatch {
  loaded(chunk: string): void;
  failed(chunk: string): Promise<void>;
}

/** Loads one chunk once, again and again where that fails. */
export class ChunkLoader<Module> {
  readonly #watch: ChunkWatch;
  readonly #name: string;
  readonly #import: () => Promise<Module>;
  readonly #onLoaded: () => void;
  #module: Module | undefined;
  #loading: Promise<void> | undefined;

  constructor(watch: ChunkWatch, name: string, load: () => Promise<Module>, onLoaded: () => void) {
    this.#watch = watch;
    this.#name = name;
    this.#import = load;
    this.#onLoaded = onLoaded;
  }

  /** `undefined` while it is on its way. */
  get module(): Module | undefined {
    return this.#module;
  }

  /** Resolves when it is here, or cannot be loaded now. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      this.#module = await this.#import();
      this.#watch.loaded(this.#name);
      this.#onLoaded();
    } catch {
      void this.#watch.failed(this.#name);
      setTimeout(() => {
        this.#loading = undefined;
        void this.load();
      }, RETRY_MS);
    }
  }
}
