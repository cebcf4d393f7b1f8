import type { PaymentView } from '../shared/api/views.ts';
import type { Instruction } from '../shared/instruction.ts';
import type { Guides } from './i18n/guides/guides.ts';
import type { KasirMessages } from './i18n/kasir-messages.ts';
import { loadGuides } from './i18n/load-payment-messages.ts';
import type { Language } from '../shared/language.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { type BoundView, loadView } from './views/load-view.ts';

export interface InstructionViewHost {
  readonly locale: Language;
  readonly ownMessages: KasirMessages | undefined;
  readonly chunks: MissingChunkWatch;
  /** Called before another instruction is shown: nothing of the previous one may remain. */
  readonly onCleared: () => void;
  /** The view is here. */
  readonly onLoaded: () => void;
  readonly onFailed: () => void;
}

/** Loads the view of a payment's instruction, once however often it is asked for. */
export class InstructionViewLoader {
  readonly #host: InstructionViewHost;
  #view: BoundView | undefined;
  #guides: Guides | undefined;
  #wanted = '';
  #loading: Promise<void> = Promise.resolve();

  constructor(host: InstructionViewHost) {
    this.#host = host;
  }

  /** `undefined` while its chunk is on its way. */
  get view(): BoundView | undefined {
    return this.#view;
  }

  get guides(): Guides | undefined {
    return this.#guides;
  }

  /** Loads the view of this payment's instruction. */
  show(payment: PaymentView): Promise<void> {
    const wanted = `${payment.id} ${JSON.stringify(payment.instruction)}`;
    if (this.#wanted !== wanted) {
      this.#wanted = wanted;
      this.#loading = this.#load(payment.instruction, wanted);
    }
    return this.#loading;
  }

  /** The instruction has left the screen. */
  close(): void {
    this.#view?.close();
  }

  async #load(instruction: Instruction, wanted: string): Promise<void> {
    // The number of one payment must never show for another.
    this.close();
    this.#view = undefined;
    this.#guides = undefined;
    this.#host.onCleared();
    try {
      const needsGuides = instruction.kind === 'virtual_account' || instruction.kind === 'retail_code';
      const [view, guides] = await Promise.all([
        loadView(instruction),
        needsGuides ? loadGuides(this.#host.locale, this.#host.ownMessages) : undefined,
      ]);
      this.#host.chunks.loaded('instruction');
      if (this.#wanted !== wanted) return;
      this.#view = view;
      this.#guides = guides;
      this.#host.onLoaded();
    } catch {
      void this.#host.chunks.failed('instruction');
      // The next call tries again.
      this.#wanted = '';
      this.#host.onFailed();
    }
  }
}
