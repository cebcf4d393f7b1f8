import type { Language } from '../../shared/language.ts';
import type { Messages } from './list/messages.ts';

/** Each language in a chunk of its own. */
const LOADERS: { readonly [L in Language]: () => Promise<{ readonly messages: Messages }> } = {
  id: () => import('./list/id.ts'),
  en: () => import('./list/en.ts'),
};

/** The texts of the list. */
export const loadMessages = async (locale: Language): Promise<Messages> => (await LOADERS[locale]()).messages;
