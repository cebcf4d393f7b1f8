/** Timeouts by name: setting one again restarts it, and all end together. */
export class NamedTimers<Name extends string> {
  readonly #running = new Map<Name, ReturnType<typeof setTimeout>>();
  #ended = false;

  set(name: Name, delayMs: number, task: () => void): void {
    this.clear(name);
    if (this.#ended) return;
    const timer = setTimeout(() => {
      this.#running.delete(name);
      task();
    }, delayMs);
    this.#running.set(name, timer);
  }

  has(name: Name): boolean {
    return this.#running.has(name);
  }

  clear(name: Name): void {
    clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  /** Clears all of them; none can be set after this. */
  end(): void {
    this.#ended = true;
    for (const name of this.#running.keys()) this.clear(name);
  }
}
