/**
 * By country: its calling code (ITU E.164) and what its numbers look like without it and without the zero that national
 * ones begin with. Mobile numbers, and those of lines; short codes and service numbers are nobody's.
 */
const COUNTRIES: Readonly<Record<string, readonly [code: string, national: RegExp]>> = {
  ID: ['62', /^(8\d{8,11}|[2-79]\d{7,10})$/],
  PH: ['63', /^(9\d{9}|[2-8]\d{7,8})$/],
  TH: ['66', /^([689]\d{8}|[2-57]\d{7})$/],
  VN: ['84', /^([35789]\d{8}|2\d{9})$/],
  MY: ['60', /^(1\d{8,9}|[3-9]\d{7,8})$/],
  SG: ['65', /^[3689]\d{7}$/],
};

/** Blanks, dashes, brackets and marks of direction are writing; letters, digits and the plus are not. */
export const WRITING = /[^+\p{L}\p{N}]/gu;

const LONGEST = 60;

/**
 * `0812-1000-2000`, `+62 (0)812 1000 2000`, `62812…` in ID → `+6281210002000`. `undefined` when it cannot be a number:
 * letters in it, too short or too long for its country (for others: not 8 to 15 digits), or national where the country
 * is not one of ours.
 */
export function toE164(text: string, country: string): string | undefined {
  const [, plus, digits = ''] = text.length > LONGEST ? [] : (/^(\+|00)?(\d+)$/.exec(text.replace(WRITING, '')) ?? []);
  const own = COUNTRIES[country];
  if (plus !== undefined) return international(digits);
  if (own === undefined || digits === '') return undefined;
  // Written without the plus, 62812…: believed where it is too long to begin with a national number's own digits.
  const long = digits.startsWith(own[0]) && digits.length > 10 ? international(digits) : undefined;
  return long ?? national(own, digits) ?? (digits.startsWith(own[0]) ? international(digits) : undefined);
}

function international(digits: string): string | undefined {
  const own = Object.values(COUNTRIES).find(([code]) => digits.startsWith(code));
  if (own !== undefined) return national(own, digits.slice(2));
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined;
}

/** The zero in front is for calls within the country; Singapore has none, and no number that begins with it. */
function national([code, form]: readonly [string, RegExp], digits: string): string | undefined {
  const bare = code === '65' ? digits : digits.replace(/^0/, '');
  return form.test(bare) ? `+${code}${bare}` : undefined;
}
