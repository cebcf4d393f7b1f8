import type { Language } from '../../../shared/language.ts';

/** A text for the customer. A plain string is a name that is the same in every language. */
export type LocalizedText = string | Readonly<Record<Language, string>>;

export const textIn = (localizedText: LocalizedText, language: Language): string =>
  typeof localizedText === 'string' ? localizedText : localizedText[language];
