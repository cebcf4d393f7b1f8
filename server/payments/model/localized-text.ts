/** Words for a customer. A text by itself is a name, called the same in every language. */
export type Wording = string | { readonly id: string; readonly en: string };

export const wordingIn = (wording: Wording, language: 'id' | 'en'): string =>
  typeof wording === 'string' ? wording : wording[language];
