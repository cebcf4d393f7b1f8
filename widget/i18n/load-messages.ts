import type { Language } from '../../shared/language.ts';
import type { KasirMessages } from './kasir-messages.ts';
import type { Messages } from './list/messages.ts';

/** Each language in a chunk of its own, requested beside the session. */
const LOADERS: { readonly [L in Language]: () => Promise<Messages> } = {
  id: async () => (await import('./list/id.ts')).messages,
  en: async () => (await import('./list/en.ts')).messages,
  th: async () => (await import('./list/th.ts')).messages,
  vi: async () => (await import('./list/vi.ts')).messages,
  ms: async () => (await import('./list/ms.ts')).messages,
  fil: async () => (await import('./list/fil.ts')).messages,
  zh: async () => (await import('./list/zh.ts')).messages,
};

/** The texts of the list. `own`: of the shop, in place of some. */
export const loadMessages = (locale: Language, own?: KasirMessages): Promise<Messages> =>
  own ? override(LOADERS[locale](), own, locale) : LOADERS[locale]();

async function override(messages: Promise<Messages>, own: KasirMessages, locale: Language): Promise<Messages> {
  const [texts, { overrideTexts }] = await Promise.all([messages, import('./override-texts.ts')]);
  return overrideTexts(texts, own, locale);
}
