import { LANGUAGES, type Language } from '../../shared/language.ts';

export interface LocaleSigns {
  /** What the page has set. */
  readonly requested: string | undefined;
  /** Of the page, nearest first. */
  readonly page: readonly (string | null | undefined)[];
  /** Of the browser, as its owner ranks them. */
  readonly browser: readonly string[];
  /** Of the checkout, once it is known. Asked late: it may have to be read from the page's JSON. */
  readonly country: () => string | undefined;
  /** Asked last: the first use of a time zone or a number format takes a slow phone 40 ms. */
  readonly timeZone: () => string;
}

/** Withdrawn codes that are still sent. */
const FORMER: Readonly<Record<string, string>> = { in: 'id', tl: 'fil' };

const INDONESIAN_ZONES = /^Asia\/(Jakarta|Pontianak|Makassar|Ujung_Pandang|Jayapura)$/;

/** The first supported language that is named; without any, Indonesian for Indonesia and English elsewhere. */
export function pickLocale({ requested, page, browser, country, timeZone }: LocaleSigns): Language {
  for (const tag of [requested, ...page, ...browser]) {
    const language = tag?.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
    const found = LANGUAGES.find((candidate) => candidate === (FORMER[language] ?? language));
    if (found) return found;
  }
  const of = country();
  return (of ? of === 'ID' : INDONESIAN_ZONES.test(timeZone())) ? 'id' : 'en';
}
