import type { CSSResultOrNative } from 'lit';
import type { PaymentView } from '../shared/api/views.ts';
import type { Instruction } from '../shared/instruction.ts';
import type { Guides } from './i18n/guides/guides.ts';
import { loadGuides } from './i18n/load-payment-messages.ts';
import type { Language } from '../shared/language.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { type BoundView, loadView } from './views/load-view.ts';

export interface InstructionViewHost {
  readonly locale: Language;
  readonly parts: MissingChunkWatch;
  /** Another instruction is to be shown: nothing of the one before may be left. */
  readonly emptied: () => void;
  /** It is here, and needs these styles beside those of all. */
  readonly filled: (styles: CSSResultOrNative | undefined) => void;
  /** It could not be had now. */
  readonly chunkFailed: () => void;
}

/** The place of what shows a payment's instruction: loads it once, however often it is asked for. */
export class InstructionViewLoader {
  readonly #host: InstructionViewHost;
  #view: BoundView | undefined;
  #guides: Guides | undefined;
  #wanted = '';
  #showing: Promise<void> = Promise.resolve();

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

  /** Has the view of this payment's instruction loaded. */
  show(payment: PaymentView): Promise<void> {
    const wanted = `${payment.id} ${JSON.stringify(payment.instruction)}`;
    if (this.#wanted !== wanted) {
      this.#wanted = wanted;
      this.#showing = this.#load(payment.instruction, wanted);
    }
    return this.#showing;
  }

  /** It is no longer on the screen, for now or for good. */
  close(): void {
    this.#view?.close();
  }

  async #load(instruction: Instruction, wanted: string): Promise<void> {
    // The number of one payment must never show for another.
    this.close();
    this.#view = undefined;
    this.#guides = undefined;
    this.#host.emptied();
    try {
      const needsGuides = instruction.kind === 'virtual_account' || instruction.kind === 'retail_code';
      const [view, guides] = await Promise.all([
        loadView(instruction),
        needsGuides ? loadGuides(this.#host.locale) : undefined,
      ]);
      this.#host.parts.arrived('view');
      if (this.#wanted !== wanted) return;
      this.#view = view;
      this.#guides = guides;
      this.#host.filled(view.styles);
    } catch {
      void this.#host.parts.chunkFailed('view');
      // The network may be back in a moment; the feed of the status tries again too.
      this.#wanted = '';
      this.#host.chunkFailed();
    }
  }
}
