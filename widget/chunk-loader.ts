import type { MissingChunkWatch } from './missing-chunk-watch.ts';

/** A chunk that could not be loaded is tried again after this. */
const RETRY_MS = 3_000;

export interface ChunkLoaderOptions<Module> {
  /** For the {@link MissingChunkWatch}. */
  readonly name: string;
  readonly load: () => Promise<Module>;
  readonly chunks: MissingChunkWatch;
  readonly onLoaded: () => void;
}

/** Loads one chunk once, again and again where that fails. */
export class ChunkLoader<Module> {
  readonly #options: ChunkLoaderOptions<Module>;
  #module: Module | undefined;
  #loading: Promise<void> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChunkLoaderOptions<Module>) {
    this.#options = options;
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

  stop(): void {
    clearTimeout(this.#retry);
  }

  async #load(): Promise<void> {
    const { name, load, chunks, onLoaded } = this.#options;
    try {
      this.#module = await load();
      chunks.loaded(name);
      onLoaded();
    } catch {
      void chunks.failed(name);
      this.#retry = setTimeout(() => {
        this.#loading = undefined;
        void this.load();
      }, RETRY_MS);
    }
  }
}
