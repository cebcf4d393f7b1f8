import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../shared/language.ts';
import type { Context } from './context.ts';

/** Much longer than any browser's list; a longer header is ignored. */
const MAX_HEADER_LENGTH = 500;

/** The language the caller prefers by `Accept-Language`, among those we have texts in; else the default. */
export function languageOf(ctx: Context): Language {
  ctx.vary('Accept-Language');
  if (ctx.get('Accept-Language').length > MAX_HEADER_LENGTH) return DEFAULT_LANGUAGE;
  const wanted = ctx.acceptsLanguages(...LANGUAGES);
  return LANGUAGES.find((language) => language === wanted) ?? DEFAULT_LANGUAGE;
}
