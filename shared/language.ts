/**
 * The languages in which Kasir speaks to customers, as BCP 47 primary subtags. To add one, add it here: the compiler then
 * lists every text, label and format that the new language needs.
 */
export const LANGUAGES = ['id', 'en', 'th', 'vi', 'ms', 'fil', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of a customer whose browser asks for none of {@link LANGUAGES}. */
export const DEFAULT_LANGUAGE: Language = 'id';
