import type { Language } from '../../../shared/language.ts';

/** The languages the shop itself speaks; its payment page can be shown in every one of Kasir's. */
export const SHOP_LANGUAGES = ['id', 'en'] as const satisfies readonly Language[];

export type ShopLanguage = (typeof SHOP_LANGUAGES)[number];

export const isShopLanguage = (text: string): text is ShopLanguage =>
  SHOP_LANGUAGES.some((language) => language === text);
