import type { Language } from '../../shared/language.ts';
import type { KasirMessages } from './kasir-messages.ts';
import { messages as indonesian } from './list/id.ts';
import type { Messages } from './list/messages.ts';

/** Each in a chunk of its own, requested beside the session. */
const CHUNKS: { readonly [L in Exclude<Language, 'id'>]: () => Promise<{ readonly messages: Messages }> } = {
  en: () => import('./list/en.ts'),
  th: () => import('./list/th.ts'),
  vi: () => import('./list/vi.ts'),
  ms: () => import('./list/ms.ts'),
  fil: () => import('./list/fil.ts'),
  zh: () => import('./list/zh.ts'),
};

/**
 * The texts of the list that are there from the start: Indonesian, which nearly all pages are in, so that their list waits
 * for no other request. `own`: of the shop, in place of some.
 */
export const messagesAtHand = (locale: Language, own?: KasirMessages): Messages | undefined =>
  locale === 'id' && !own ? indonesian : undefined;

/** The texts of the list. */
export async function loadMessages(locale: Language, own?: KasirMessages): Promise<Messages> {
  const [{ messages }, overriding] = await Promise.all([
    locale === 'id' ? { messages: indonesian } : CHUNKS[locale](),
    own && import('./override-texts.ts'),
  ]);
  return own && overriding ? overriding.overrideTexts(messages, own, locale) : messages;
}
