import type { PaymentFlowHost, PaymentFlow } from './payment-flow.ts';

/** A chunk that did not arrive is asked for again after this. */
const RETRY_MS = 3_000;

/** The place of the part after the choice: loads it once, tries again when that fails, and lets go of it. */
export class PaymentFlowLoader {
  readonly #hostFor: () => Promise<PaymentFlowHost | undefined>;
  readonly #onLoaded: () => void;
  readonly #onLost: () => void;
  #part: PaymentFlow | undefined;
  #loading: Promise<PaymentFlow | undefined> | undefined;

  /** `hostFor`: what the part is to work with, once there is enough of it; `undefined` when it is no longer wanted. */
  constructor(hostFor: () => Promise<PaymentFlowHost | undefined>, onLoaded: () => void, onLost: () => void) {
    this.#hostFor = hostFor;
    this.#onLoaded = onLoaded;
    this.#onLost = onLost;
  }

  get part(): PaymentFlow | undefined {
    return this.#part;
  }

  /** `undefined` when it cannot be had now; it is tried again by itself. */
  load(): Promise<PaymentFlow | undefined> {
    if (!this.#loading) {
      const loading: Promise<PaymentFlow | undefined> = this.#fetch(() => this.#loading === loading);
      this.#loading = loading;
    }
    return this.#loading;
  }

  drop(): void {
    this.#part?.stop();
    this.#part = undefined;
    this.#loading = undefined;
  }

  async #fetch(wanted: () => boolean): Promise<PaymentFlow | undefined> {
    try {
      const [{ loadPaymentFlow }, host] = await Promise.all([import('./payment-flow.ts'), this.#hostFor()]);
      const texts = host && (await loadPaymentFlow(host));
      if (!texts || !wanted()) return undefined;
      this.#part = texts();
      this.#onLoaded();
      return this.#part;
    } catch {
      if (wanted()) this.#onLost();
      setTimeout(() => {
        if (!wanted()) return;
        this.#loading = undefined;
        void this.load();
      }, RETRY_MS);
      return undefined;
    }
  }
}
