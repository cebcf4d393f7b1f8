import type { Locale } from './locale.ts';
import type { Messages } from './messages.ts';

/** Each language in a chunk of its own. */
const LOADERS: { readonly [L in Locale]: () => Promise<{ readonly messages: Messages }> } = {
  id: () => import('./id.ts'),
  en: () => import('./en.ts'),
};

/** The texts of the list. */
export const loadMessages = async (locale: Locale): Promise<Messages> => (await LOADERS[locale]()).messages;
