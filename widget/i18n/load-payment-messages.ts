import type { Guides } from './guides/guides.ts';
import type { KasirMessages } from './kasir-messages.ts';
import type { Messages } from './list/messages.ts';
import type { PaymentMessages } from './payment/messages.ts';
import type { Language } from '../../shared/language.ts';

const MESSAGES: { readonly [L in Language]: () => Promise<{ readonly paymentMessages: PaymentMessages }> } = {
  id: () => import('./payment/id.ts'),
  en: () => import('./payment/en.ts'),
  th: () => import('./payment/th.ts'),
  vi: () => import('./payment/vi.ts'),
  ms: () => import('./payment/ms.ts'),
  fil: () => import('./payment/fil.ts'),
  zh: () => import('./payment/zh.ts'),
};

const GUIDES: { readonly [L in Language]: () => Promise<{ readonly guides: Guides }> } = {
  id: () => import('./guides/id.ts'),
  en: () => import('./guides/en.ts'),
  th: () => import('./guides/th.ts'),
  vi: () => import('./guides/vi.ts'),
  ms: () => import('./guides/ms.ts'),
  fil: () => import('./guides/fil.ts'),
  zh: () => import('./guides/zh.ts'),
};

/** The texts of instructions and results. `own`: of the shop, in place of some. `list`: those of the list. */
export async function loadPaymentMessages(
  locale: Language,
  own?: KasirMessages,
  list?: Messages,
): Promise<PaymentMessages> {
  const [{ paymentMessages }, overriding] = await Promise.all([
    MESSAGES[locale](),
    own && import('./override-texts.ts'),
  ]);
  const elsewhere = { ...list, guides: undefined };
  return own && overriding ? overriding.overrideTexts(paymentMessages, own, locale, elsewhere) : paymentMessages;
}

/** How to pay a number or code, step by step. `own`: of the shop, in place of some. */
export async function loadGuides(locale: Language, own?: KasirMessages): Promise<Guides> {
  const texts = own?.[locale]?.guides;
  const [{ guides }, overriding] = await Promise.all([GUIDES[locale](), texts && import('./override-guides.ts')]);
  return overriding?.overrideGuides(guides, texts, `messages.${locale}.guides`) ?? guides;
}
