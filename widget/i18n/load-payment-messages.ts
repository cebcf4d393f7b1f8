import type { Guides } from './guides/guides.ts';
import type { PaymentMessages } from './payment/messages.ts';
import type { Language } from '../../shared/language.ts';

const MESSAGES: { readonly [L in Language]: () => Promise<{ readonly paymentMessages: PaymentMessages }> } = {
  id: () => import('./payment/id.ts'),
  en: () => import('./payment/en.ts'),
};

const GUIDES: { readonly [L in Language]: () => Promise<{ readonly guides: Guides }> } = {
  id: () => import('./guides/id.ts'),
  en: () => import('./guides/en.ts'),
};

/** The texts of instructions and results. */
export const loadPaymentMessages = async (locale: Language): Promise<PaymentMessages> =>
  (await MESSAGES[locale]()).paymentMessages;

/** How to pay a number or code, step by step. */
export const loadGuides = async (locale: Language): Promise<Guides> => (await GUIDES[locale]()).guides;
