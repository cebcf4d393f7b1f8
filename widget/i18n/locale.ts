export const LOCALES = ['id', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The first of these language tags that we speak; Indonesian when there is none. */
export function pickLocale(...tags: readonly (string | null | undefined)[]): Locale {
  for (const tag of tags) {
    const language = tag?.trim().toLowerCase().split(/[-_]/, 1)[0];
    const found = LOCALES.find((locale) => locale === language);
    if (found) return found;
  }
  return 'id';
}
