/** Words for a customer. A text by itself is a name, called the same in every language. */
export type LocalizedText = string | { readonly id: string; readonly en: string };

export const textIn = (localizedText: LocalizedText, language: 'id' | 'en'): string =>
  typeof localizedText === 'string' ? localizedText : localizedText[language];
