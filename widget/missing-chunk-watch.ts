/** Instances of two versions may stand side by side for so long, each with half of the parts. */
const PATIENCE_MS = 10_000;

/**
 * Tells a part of the widget that is gone (after an upgrade, or from a cache) from a network that is: a part that stays
 * away for 10 s while its server answers is missing, and only another page will have it. It is asked for all the same.
 */
export class MissingChunkWatch {
  readonly #answers: () => Promise<boolean>;
  readonly #changed: (missing: boolean) => void;
  readonly #lostAt = new Map<string, number>();
  #missing = false;

  /** `answers`: whether the server can be reached; `changed` is called when parts begin, or cease, to be missing. */
  constructor(answers: () => Promise<boolean>, changed: (missing: boolean) => void) {
    this.#answers = answers;
    this.#changed = changed;
  }

  get missing(): boolean {
    return this.#missing;
  }

  /** This part was asked for in vain. */
  async chunkFailed(part: string): Promise<void> {
    const since = this.#lostAt.get(part) ?? Date.now();
    this.#lostAt.set(part, since);
    if (Date.now() - since < PATIENCE_MS || !(await this.#answers()) || !this.#lostAt.has(part)) return;
    this.#tell(true);
  }

  arrived(part: string): void {
    if (this.#lostAt.delete(part) && this.#lostAt.size === 0) this.#tell(false);
  }

  #tell(missing: boolean): void {
    if (missing === this.#missing) return;
    this.#missing = missing;
    this.#changed(missing);
  }
}
