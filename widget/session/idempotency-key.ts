import type { Choice } from './bff.ts';

/**
 * The Idempotency-Key of the attempt to pay that is under way. Trying the same choice again after an answer that never
 * came keeps its key, so it can't make a second payment; another choice, or a settled attempt, gets a new one.
 */
export class IdempotencyKey {
  readonly #newKey: () => string;
  #open: { readonly choice: string; readonly key: string } | undefined;

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  keyFor(choice: Choice): string {
    const text = JSON.stringify(choice);
    if (this.#open?.choice !== text) this.#open = { choice: text, key: this.#newKey() };
    return this.#open.key;
  }

  /** The BFF has answered for good. */
  settle(): void {
    this.#open = undefined;
  }
}
