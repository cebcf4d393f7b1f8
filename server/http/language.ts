import type { Context } from './context.ts';

const LANGUAGES = ['id', 'en'] as const;
/** In which the server has sentences for customers. */
export type Language = (typeof LANGUAGES)[number];

/** No browser's list is nearly as long; what is longer says nothing. */
const MAX_HEADER_LENGTH = 500;

/** The first of the caller's `Accept-Language` that we speak; Indonesian where there is none. */
export function languageOf(ctx: Context): Language {
  ctx.vary('Accept-Language');
  if (ctx.get('Accept-Language').length > MAX_HEADER_LENGTH) return 'id';
  const wanted = ctx.acceptsLanguages(...LANGUAGES);
  return LANGUAGES.find((language) => language === wanted) ?? 'id';
}
