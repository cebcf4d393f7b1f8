import { plainLetters } from '../../plain-letters.ts';

/*
 * What BDPay accepts in texts: "no Chinese, no emoticons"; names of letters, digits and spaces, at most 30; phones of
 * digits only; e-mails like xxx@xx.xx. BDPay neither checks nor uses them, so what does not fit is changed, and what is
 * missing gets a placeholder. {@link Texts} names the fields that were changed.
 *
 * @see https://document.bdpay.co.id, "create payment order", request
 */

const MAX_LENGTH = 30;
const MAX_EMAIL_LENGTH = 50;

/** Example.com is reserved, and no Indonesian mobile number begins with 080. */
const PLACEHOLDER = {
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
  /** Names of the fields that were shortened, rewritten or replaced; never their values. */
  readonly changed: readonly string[];
}

export interface GivenTexts {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly product?: string | undefined;
}

export function acceptable(given: GivenTexts): Texts {
  const name = plainText(given.name ?? '') || PLACEHOLDER.name;
  const productDetail = plainText(given.product ?? '') || PLACEHOLDER.product;
  const email = isEmail(given.email) ? given.email : PLACEHOLDER.email;
  const digits = nationalDigits(given.phone ?? '');
  const phone = /^\d{8,15}$/.test(digits) ? digits : PLACEHOLDER.phone;
  const changed = [
    given.name === name ? [] : 'name',
    given.product === productDetail ? [] : 'productDetail',
    given.email === email ? [] : 'email',
    // The same number in another notation is unchanged.
    phone === digits ? [] : 'phone',
  ].flat();
  return { name, email, phone, productDetail, changed };
}

/** A shorter form, for orders whose signature would be too long: the least important fields are replaced. */
export const shorter = (texts: Texts): Texts => ({
  ...texts,
  email: PLACEHOLDER.email,
  productDetail: PLACEHOLDER.product,
  changed: [...new Set([...texts.changed, 'email', 'productDetail'])],
});

const isEmail = (text: string | undefined): text is string =>
  text !== undefined &&
  text.length <= MAX_EMAIL_LENGTH &&
  /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text);
