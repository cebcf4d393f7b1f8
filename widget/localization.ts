import { loadMessages } from './i18n/load-messages.ts';
import type { Language } from '../shared/language.ts';
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

  /** `keep`: the messages of the language before stay until the new ones are here. */
  change(locale: Language, keep: boolean): void {
    this.#locale = locale;
    if (!keep) this.#messages = undefined;
    this.#loading = this.#load(locale);
  }

  /** Stops loading messages that are not here yet. */
  cancel(): void {
    if (!this.#messages) this.#locale = undefined;
  }

  /** `undefined` until language and country are known. */
  formatsIn(country: string | undefined): Formats | undefined {
    if (!country || !this.#locale) return undefined;
    const tag = `${this.#locale}-${country}`;
    if (tag !== this.#formatsTag) this.#formats = createFormats(tag);
    this.#formatsTag = tag;
    return this.#formats;
  }

  async #load(locale: Language): Promise<void> {
    while (this.#locale === locale) {
      try {
        const messages = await loadMessages(locale);
        this.#chunks.loaded('messages');
        if (this.#locale !== locale) return;
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
}
