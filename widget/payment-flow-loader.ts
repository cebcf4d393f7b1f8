import type { PaymentFlowHost } from './payment-flow-host.ts';
import type { PaymentFlow } from './payment-flow.ts';
import { painted } from './ui/painted.ts';

/** A chunk that could not be loaded is tried again after this. */
const RETRY_MS = 3_000;

/** Loads the payment flow once, tries again when that fails, and drops it. */
export class PaymentFlowLoader {
  readonly #hostFor: () => Promise<PaymentFlowHost | undefined>;
  readonly #onLoaded: () => void;
  readonly #onFailed: () => void;
  #flow: PaymentFlow | undefined;
  #loading: Promise<PaymentFlow | undefined> | undefined;

  /** `hostFor`: what the flow works with, once that is complete; `undefined` when the flow is no longer wanted. */
  constructor(hostFor: () => Promise<PaymentFlowHost | undefined>, onLoaded: () => void, onFailed: () => void) {
    this.#hostFor = hostFor;
    this.#onLoaded = onLoaded;
    this.#onFailed = onFailed;
  }

  get flow(): PaymentFlow | undefined {
    return this.#flow;
  }

  /** `undefined` when it cannot be loaded now; it is tried again by itself. */
  load(): Promise<PaymentFlow | undefined> {
    if (!this.#loading) {
      const loading: Promise<PaymentFlow | undefined> = this.#load(() => this.#loading === loading);
      this.#loading = loading;
    }
    return this.#loading;
  }

  /** Whether somebody needed it. */
  drop(): boolean {
    const isWanted = this.#loading !== undefined;
    this.#flow?.stop();
    this.#flow = undefined;
    this.#loading = undefined;
    return isWanted;
  }

  async #load(wanted: () => boolean): Promise<PaymentFlow | undefined> {
    try {
      // What the customer pressed shows first.
      const flow = painted().then(() => import('./payment-flow.ts'));
      const [{ loadPaymentFlow }, host] = await Promise.all([flow, this.#hostFor()]);
      const make = host && (await loadPaymentFlow(host));
      if (!make || !wanted()) return undefined;
      this.#flow = make();
      this.#onLoaded();
      return this.#flow;
    } catch {
      if (wanted()) this.#onFailed();
      setTimeout(() => {
        if (!wanted()) return;
        this.#loading = undefined;
        void this.load();
      }, RETRY_MS);
      return undefined;
    }
  }
}
