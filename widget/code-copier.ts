import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import { copyText } from './ui/clipboard.ts';
import { NamedTimers } from './ui/named-timers.ts';

export interface CodeCopierHost {
  readonly form: ChannelFormState;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
}

const COPIED_MS = 2_500;

/** Copies what there is to pay with, and remembers what came of it for as long as that is shown. */
export class CodeCopier {
  readonly #host: CodeCopierHost;
  readonly #t: PaymentMessages;
  readonly #timers = new NamedTimers<'copied'>();
  #copied: string | undefined;
  #refused: string | undefined;

  constructor(host: CodeCopierHost, t: PaymentMessages) {
    this.#host = host;
    this.#t = t;
  }

  /** What was copied a moment ago, by name. */
  get copied(): string | undefined {
    return this.#copied;
  }

  /** What the browser refused to copy, by name. */
  get refused(): string | undefined {
    return this.#refused;
  }

  /** Another instruction. */
  reset(): void {
    this.#refused = this.#copied = undefined;
  }

  stop(): void {
    this.#timers.end();
  }

  /** `shown`: selected where the browser cannot copy, so that the customer can. */
  async copy(name: string, text: string, shown: Element | null): Promise<void> {
    const { announce, form, requestUpdate } = this.#host;
    const isCopied = await copyText(text, shown);
    this.#refused = isCopied ? undefined : name;
    if (isCopied) {
      this.#copied = name;
      form.extras?.track('code_copied');
      this.#timers.set('copied', COPIED_MS, () => {
        this.#copied = undefined;
        requestUpdate();
      });
    }
    announce(isCopied ? this.#t.copied : this.#t.copyByHand);
    requestUpdate();
  }
}
