import type { PaymentRequestBody } from './payment-commands.ts';

/**
 * The Idempotency-Key of the payment that is being requested. The same request after an answer that never came keeps its
 * key, so it cannot make a second payment; another request, or one after an answer, gets a new key.
 */
export class IdempotencyKey {
  readonly #newKey: () => string;
  #current: { readonly request: string; readonly key: string } | undefined;

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  keyFor(request: PaymentRequestBody): string {
    const text = JSON.stringify(request);
    if (this.#current?.request !== text) this.#current = { request: text, key: this.#newKey() };
    return this.#current.key;
  }

  /** The BFF has answered: the next request gets a new key. */
  discard(): void {
    this.#current = undefined;
  }
}
