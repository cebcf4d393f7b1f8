import type { Guides } from './guides/guides.ts';
import type { LaterMessages } from './payment/messages.ts';
import type { Locale } from './locale.ts';

const MESSAGES: { readonly [L in Locale]: () => Promise<{ readonly laterMessages: LaterMessages }> } = {
  id: () => import('./payment/id.ts'),
  en: () => import('./payment/en.ts'),
};

const GUIDES: { readonly [L in Locale]: () => Promise<{ readonly guides: Guides }> } = {
  id: () => import('./guides/id.ts'),
  en: () => import('./guides/en.ts'),
};

/** The texts of instructions and results. */
export const loadLaterMessages = async (locale: Locale): Promise<LaterMessages> =>
  (await MESSAGES[locale]()).laterMessages;

/** How to pay a number or code, step by step. */
export const loadGuides = async (locale: Locale): Promise<Guides> => (await GUIDES[locale]()).guides;
