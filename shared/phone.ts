/**
 * By country: its calling code (ITU E.164) and the format of its numbers without calling code and leading zero. Mobile and
 * landline numbers; short codes and service numbers are not valid.
 */
const COUNTRIES: Readonly<Record<string, readonly [code: string, national: RegExp]>> = {
  ID: ['62', /^(8\d{8,11}|[2-79]\d{7,10})$/],
  PH: ['63', /^(9\d{9}|[2-8]\d{7,8})$/],
  TH: ['66', /^([689]\d{8}|[2-57]\d{7})$/],
  VN: ['84', /^([35789]\d{8}|2\d{9})$/],
  MY: ['60', /^(1\d{8,9}|[3-9]\d{7,8})$/],
  SG: ['65', /^[3689]\d{7}$/],
};

/** Characters of formatting: spaces, dashes, brackets and direction marks. */
export const WRITING = /[^+\p{L}\p{N}]/gu;

const LONGEST = 60;

/**
 * `0812-1000-2000`, `+62 (0)812 1000 2000`, `62812…` in ID → `+6281210002000`. `undefined` if it is not valid: it
 * contains letters, is too short or too long for its country (for other countries: not 8 to 15 digits), or is national
 * and the country is not supported.
 */
export function toE164(text: string, country: string): string | undefined {
  const [, plus, digits = ''] = text.length > LONGEST ? [] : (/^(\+|00)?(\d+)$/.exec(text.replace(WRITING, '')) ?? []);
  const own = COUNTRIES[country];
  if (plus !== undefined) return international(digits);
  if (own === undefined || digits === '') return undefined;
  // Without the plus, 62812…: accepted if it is too long for a national number.
  const long = digits.startsWith(own[0]) && digits.length > 10 ? international(digits) : undefined;
  return long ?? national(own, digits) ?? (digits.startsWith(own[0]) ? international(digits) : undefined);
}

function international(digits: string): string | undefined {
  const own = Object.values(COUNTRIES).find(([code]) => digits.startsWith(code));
  if (own !== undefined) return national(own, digits.slice(2));
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined;
}

/** Removes the leading zero of national numbers. Singapore has none. */
function national([code, form]: readonly [string, RegExp], digits: string): string | undefined {
  const bare = code === '65' ? digits : digits.replace(/^0/, '');
  return form.test(bare) ? `+${code}${bare}` : undefined;
}
