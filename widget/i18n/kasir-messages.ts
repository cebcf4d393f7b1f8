import type { Language } from '../../shared/language.ts';
import type { GuideText } from './guides/guides.ts';
import type { Messages } from './list/messages.ts';
import type { PaymentMessages } from './payment/messages.ts';

type Text = string | readonly string[] | ((...values: never[]) => string | readonly string[]);

type Part<T> = T extends Text | undefined ? T : { readonly [Key in keyof T]?: Part<T[Key]> | undefined };

/** Texts of one language in place of the widget's own, each with the values that its original gets. */
export interface KasirTexts extends Part<Omit<Messages, 'problems' | 'terms'> & Omit<PaymentMessages, 'problems'>> {
  /** By problem code. */
  readonly problems?: Readonly<Record<string, string>> | undefined;
  /** How to pay, by the `guide` of an instruction: `va_bca`, `retail_alfamart`. */
  readonly guides?: Readonly<Record<string, GuideText>> | undefined;
}

/** A shop's own texts, by language. */
export type KasirMessages = { readonly [L in Language]?: KasirTexts | undefined };
