import { loadMessages } from './i18n/load-messages.ts';
import type { Language } from '../shared/language.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { createFormats, type Formats } from './ui/formats.ts';

/** Messages that did not arrive are asked for again after this. */
const RETRY_MS = 3_000;

/** The language of one element: its messages, fetched until they are here or no longer wanted, and its formats. */
export class Localization {
  readonly #parts: MissingChunkWatch;
  readonly #onLoaded: () => void;
  #locale: Language | undefined;
  #messages: Messages | undefined;
  #loading: Promise<unknown> = Promise.resolve();
  #formats: Formats | undefined;
  #formatted = '';

  constructor(parts: MissingChunkWatch, onLoaded: () => void) {
    this.#parts = parts;
    this.#onLoaded = onLoaded;
  }

  get locale(): Language | undefined {
    return this.#locale;
  }

  /** Of the language before, while those of a new one are on their way. */
  get messages(): Messages | undefined {
    return this.#messages;
  }

  /** Ends when the messages are here, or no longer wanted. Never rejects. */
  get loading(): Promise<unknown> {
    return this.#loading;
  }

  /** `keep`: the messages of the language before stay until the new ones are here. */
  change(locale: Language, keep: boolean): void {
    this.#locale = locale;
    if (!keep) this.#messages = undefined;
    this.#loading = this.#load(locale);
  }

  /** Messages that are still asked for are not asked for any more. */
  cancel(): void {
    if (!this.#messages) this.#locale = undefined;
  }

  /** `undefined` until language and country are known. */
  formatsIn(country: string | undefined): Formats | undefined {
    if (!country || !this.#locale) return undefined;
    const tag = `${this.#locale}-${country}`;
    if (tag !== this.#formatted) this.#formats = createFormats(tag);
    this.#formatted = tag;
    return this.#formats;
  }

  async #load(locale: Language): Promise<void> {
    while (this.#locale === locale) {
      try {
        const messages = await loadMessages(locale);
        this.#parts.arrived('words');
        if (this.#locale !== locale) return;
        this.#messages = messages;
        this.#onLoaded();
        return;
      } catch {
        void this.#parts.chunkFailed('words');
        await new Promise((resolve) => {
          setTimeout(resolve, RETRY_MS);
        });
      }
    }
  }
}
