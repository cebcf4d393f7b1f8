import { ChunkLoader } from './chunk-loader.ts';

/** Servers of two versions may run side by side for this long, each with half of the chunks. */
const PATIENCE_MS = 10_000;

/**
 * Tells a missing chunk (after an upgrade, or from a cache) from a lost connection: a chunk that cannot be loaded for 10 s
 * while its server answers is missing, and only a reload can help. Loading it is tried all the same.
 */
export class MissingChunkWatch {
  readonly #serverAnswers: () => Promise<boolean>;
  readonly #onChange: (missing: boolean) => void;
  readonly #failedSince = new Map<string, number>();
  #missing = false;

  /** `onChange` is called when a chunk begins to be missing, and when none is any more. */
  constructor(serverAnswers: () => Promise<boolean>, onChange: (missing: boolean) => void) {
    this.#serverAnswers = serverAnswers;
    this.#onChange = onChange;
  }

  get missing(): boolean {
    return this.#missing;
  }

  /** Loads a chunk by this name; every try is reported here. */
  loader<Module>(name: string, load: () => Promise<Module>, onLoaded: () => void): ChunkLoader<Module> {
    return new ChunkLoader(this, name, load, onLoaded);
  }

  async failed(chunk: string): Promise<void> {
    const since = this.#failedSince.get(chunk) ?? Date.now();
    this.#failedSince.set(chunk, since);
    if (Date.now() - since < PATIENCE_MS || !(await this.#serverAnswers()) || !this.#failedSince.has(chunk)) return;
    this.#setMissing(true);
  }

  loaded(chunk: string): void {
    if (this.#failedSince.delete(chunk) && this.#failedSince.size === 0) this.#setMissing(false);
  }

  #setMissing(missing: boolean): void {
    if (missing === this.#missing) return;
    this.#missing = missing;
    this.#onChange(missing);
  }
}
