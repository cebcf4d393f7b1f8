import { loadMessages, messagesAtHand } from './i18n/load-messages.ts';
import type { Language } from '../shared/language.ts';
import type { KasirMessages } from './i18n/kasir-messages.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import { createMoneyFormat, type MoneyFormat } from './ui/money-format.ts';

/** Messages that could not be loaded are tried again after this. */
const RETRY_MS = 3_000;

/** The language of one element: its messages, loaded until they are here or no longer wanted, and how it writes amounts. */
export class Localization {
  readonly #chunks: MissingChunkWatch;
  readonly #onLoaded: () => void;
  #locale: Language | undefined;
  #own: KasirMessages | undefined;
  #messages: Messages | undefined;
  #loading: Promise<unknown> = Promise.resolve();

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

  /** The tag of this language in this country, `id-ID`; `undefined` until both are known. */
  tagIn(country: string | undefined): string | undefined {
    if (!country || !this.#locale) return undefined;
    // A text that is no country would make a tag that the browser refuses.
    return /^[A-Z]{2}$/.test(country) ? `${this.#locale}-${country}` : this.#locale;
  }

  /** `undefined` until language and country are known. */
  moneyIn(country: string | undefined): MoneyFormat | undefined {
    const tag = this.tagIn(country);
    return tag === undefined ? undefined : createMoneyFormat(tag);
  }

  async #load(locale: Language, own: KasirMessages | undefined): Promise<void> {
    const wanted = () => this.#locale === locale && this.#own === own;
    while (wanted())
      try {
        // What is at hand is there before anything is rendered.
        const messages = messagesAtHand(locale, own) ?? (await loadMessages(locale, own));
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
