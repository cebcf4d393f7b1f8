import { loadMessages } from './i18n/load-messages.ts';
import type { Language } from '../shared/language.ts';
import type { KasirMessages } from './i18n/kasir-messages.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { createFormats, type Formats } from './ui/formats.ts';

/** Messages that could not be loaded are tried again after this. */
const RETRY_MS = 3_000;

/** The language of one element: its messages, loaded until they are here or no longer wanted, and its formats. */
export class Localization {
  readonly #chunks: MissingChunkWatch;
  readonly #onLoaded: () => void;
  #locale: Language | undefined;
  #own: KasirMessages | undefined;
  #messages: Messages | undefined;
  #loading: Promise<unknown> = Promise.resolve();
  #formats: Formats | undefined;
  #formatsTag = '';

  constructor(chunks: MissingChunkWatch, onLoaded: () => void) {
    this.#chunks = chunks;
    this.#onLoaded = onLoaded;
  }

  get locale(): Language | undefined {
    return this.#locale;
  }

  /** Of the language before, while those of a new one are on their way. */
  get messages(): Messages | undefined {
    return this.#messages;
  }

  /** Resolves when the messages are here, or no longer wanted. Never rejects. */
  get loading(): Promise<unknown> {
    return this.#loading;
  }

  /** `keep`: the messages of before stay until the new ones are here. `own`: the shop's. */
  change(locale: Language, keep: boolean, own: KasirMessages | undefined): void {
    this.#locale = locale;
    this.#own = own;
    if (!keep) this.#messages = undefined;
    this.#loading = this.#load(locale, own);
  }

  /** Stops loading messages that are not here yet. */
  cancel(): void {
    if (!this.#messages) this.#locale = undefined;
  }

  /** `undefined` until language and country are known. */
  formatsIn(country: string | undefined): Formats | undefined {
    if (!country || !this.#locale) return undefined;
    // A text that is no country would make a tag that the browser refuses.
    const tag = /^[A-Z]{2}$/.test(country) ? `${this.#locale}-${country}` : this.#locale;
    if (tag !== this.#formatsTag) this.#formats = createFormats(tag);
    this.#formatsTag = tag;
    return this.#formats;
  }

  async #load(locale: Language, own: KasirMessages | undefined): Promise<void> {
    const wanted = () => this.#locale === locale && this.#own === own;
    while (wanted())
      try {
        const messages = await loadMessages(locale, own);
        this.#chunks.loaded('messages');
        if (!wanted()) return;
        this.#messages = messages;
        this.#onLoaded();
        return;
      } catch {
        void this.#chunks.failed('messages');
        await new Promise((resolve) => {
          setTimeout(resolve, RETRY_MS);
        });
      }
  }
}
