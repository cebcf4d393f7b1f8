import { plainLetters } from '../../plain-letters.ts';

/*
 * What BDPay takes in texts: "no Chinese, no emoticons"; names of letters, digits and spaces, at most 30; phones of
 * digits alone; e-mails like xxx@xx.xx. None of it is checked against anything or sent to anybody, so what does not fit
 * is made to fit, and what is missing is stood in for. {@link Texts} remembers which members were changed.
 */

const MAX_LENGTH = 30;
const MAX_EMAIL_LENGTH = 50;

/** Example.com belongs to nobody, and no mobile number of Indonesia begins with 080. */
const STAND_IN = {
  name: 'Pelanggan',
  product: 'Pesanan',
  email: 'pelanggan@example.com',
  phone: '080000000000',
} as const;

/** `"Nguyễn Thị Đào 🎉"` → `"Nguyen Thi Dao"`; a text in another script becomes empty. */
export const plainText = (text: string, maxLength = MAX_LENGTH): string =>
  plainLetters(text)
    .replace(/['’`.]/g, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, maxLength)
    .trim();

/** `+6281210002000` → `081210002000`, as BDPay writes Indonesian numbers; others keep their country code. */
export const nationalDigits = (phone: string): string => phone.replace(/\D/g, '').replace(/^62(?=8)/, '0');

/** A mobile number of Indonesia: the only kind that OVO knows. */
export const isIndonesianMobile = (digits: string): boolean => /^08\d{7,12}$/.test(digits);

export interface Texts {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly productDetail: string;
  /** Members that do not say what we were told: shortened, rewritten, or stood in for. Names, never values. */
  readonly changed: readonly string[];
}

export interface GivenTexts {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly product?: string | undefined;
}

export function acceptable(given: GivenTexts): Texts {
  const name = plainText(given.name ?? '') || STAND_IN.name;
  const productDetail = plainText(given.product ?? '') || STAND_IN.product;
  const email = isEmail(given.email) ? given.email : STAND_IN.email;
  const digits = nationalDigits(given.phone ?? '');
  const phone = /^\d{8,15}$/.test(digits) ? digits : STAND_IN.phone;
  const changed = [
    given.name === name ? [] : 'name',
    given.product === productDetail ? [] : 'productDetail',
    given.email === email ? [] : 'email',
    // Written in another way it is still the same number.
    phone === digits ? [] : 'phone',
  ].flat();
  return { name, email, phone, productDetail, changed };
}

/** The same with less in it, where the signature would grow too long: what only decorates is given up first. */
export const shorter = (texts: Texts): Texts => ({
  ...texts,
  email: STAND_IN.email,
  productDetail: STAND_IN.product,
  changed: [...new Set([...texts.changed, 'email', 'productDetail'])],
});

const isEmail = (text: string | undefined): text is string =>
  text !== undefined &&
  text.length <= MAX_EMAIL_LENGTH &&
  /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text);
