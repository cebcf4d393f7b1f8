import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { PaymentSlip, SlipTool } from './slip/payment-slip.ts';
import type { SlipHost } from './slip/slip-tools.ts';
import { NamedTimers } from './ui/named-timers.ts';

export interface SlipHandoverHost extends SlipHost {
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
}

/** The instruction is on the screen by then. */
const SETTLED_MS = 500;

/** After the instruction, but before they are needed: a share sheet opens only shortly after a press. */
const loadTools = () => import('./slip/slip-tools.ts');

/** Shares, saves or prints a payment's slip, and remembers what came of it. */
export class SlipHandover {
  readonly #host: SlipHandoverHost;
  readonly #t: PaymentMessages;
  readonly #timers = new NamedTimers<'settled'>();
  #outcome: string | undefined;

  constructor(host: SlipHandoverHost, t: PaymentMessages) {
    this.#host = host;
    this.#t = t;
  }

  /** `undefined` where there is nothing to say. */
  get outcome(): string | undefined {
    return this.#outcome;
  }

  /** An instruction that has a slip has just been shown. */
  prepare(): void {
    this.#timers.set('settled', SETTLED_MS, () => void loadTools().catch(() => undefined));
  }

  /** Another instruction. */
  reset(): void {
    this.#outcome = undefined;
  }

  stop(): void {
    this.#timers.end();
  }

  async use(tool: SlipTool, slip: PaymentSlip): Promise<void> {
    const { requestUpdate, announce } = this.#host;
    this.#outcome = await loadTools()
      .then(({ useSlip }) => useSlip(tool, slip, this.#host, this.#t.slip))
      .catch(() => this.#t.slip.failed);
    if (this.#outcome !== undefined) announce(this.#outcome);
    requestUpdate();
  }
}
