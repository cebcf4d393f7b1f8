import { MAX_CARD_DIGITS, MIN_CARD_DIGITS } from './card-schemes.ts';
import { characterClass, INVISIBLE, LETTER, SIGN } from './character-class.ts';
import { DigitRun } from './digit-run.ts';

/** The most separators between two digits of one number. Invisible characters do not count. */
const MAX_GAP = 4;
const LONGEST_PHONE = 15;
/** One character can stand for two digits. */
const MIN_CHARACTERS = MIN_CARD_DIGITS / 2;
const PLUS = 0x2b;

/**
 * Whether a text contains a card number, as it stands or with what an address or a page writes for other characters
 * (`%20`, `&nbsp;`).
 */
export function holdsCardNumber(text: string): boolean {
  // What is decoded is never longer.
  if (text.length < MIN_CHARACTERS) return false;
  if (isInPlain(text)) return true;
  if (!text.includes('%') && !text.includes('&')) return false;
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, decode).replace(/&#?[0-9a-z]{1,8};/gi, ' ');
  return decoded !== text && isInPlain(decoded);
}

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return ' ';
  }
}

/**
 * Whether a text contains a card number: whole groups of digits, 12 to 19 digits in all, with the prefix and length of a
 * card scheme and a valid check digit. Separators and invisible characters can be between the digits, letters before and
 * after them; digits of every script count. Phone numbers with a plus and hexadecimal identifiers are no card numbers.
 * Linear in the length of the text.
 */
function isInPlain(text: string): boolean {
  const plain = withoutHexIdentifiers(text);
  const run = new DigitRun(plain.length * 2);
  let gap = MAX_GAP + 1;
  let isAfterPlus = false;
  for (let at = 0; at < plain.length; at += 1) {
    const point = plain.codePointAt(at) ?? 0;
    if (point > 0xffff) at += 1;
    const kind = characterClass(point);
    if (kind === INVISIBLE) continue;
    if (kind < SIGN) {
      if (gap > MAX_GAP) run.clear();
      if (gap > 0) run.beginGroup(isAfterPlus);
      run.add(kind);
      gap = 0;
      isAfterPlus = false;
    } else {
      if (gap === 0 && endsCardNumber(run)) return true;
      gap = kind === LETTER ? MAX_GAP + 1 : gap + 1;
      isAfterPlus = point === PLUS;
    }
  }
  return gap === 0 && endsCardNumber(run);
}

/** A UUID or digest can by chance contain digits that look like a card number. */
const withoutHexIdentifiers = (text: string): string =>
  text.replace(/[0-9A-Za-z-]{24,}/g, (word) =>
    /^[0-9a-f-]+$/i.test(word) && /[a-f][0-9-]*[a-f]/i.test(word) ? 'x' : word,
  );

/** Whether a card number, beginning with one of the last groups, ends at the end of the run. */
function endsCardNumber(run: DigitRun): boolean {
  const end = run.length;
  if (end < MIN_CARD_DIGITS) return false;
  for (let from = end - MIN_CARD_DIGITS; from >= 0 && from >= end - MAX_CARD_DIGITS; from -= 1) {
    if (isCard(run, from, end) && !(run.isAfterPlus(from) && end - from <= LONGEST_PHONE)) return true;
  }
  return isCardWithExpiry(run, run.lastGroupStart, end);
}

/** Sixteen digits followed by month and year, with or without a security code, in one group. */
function isCardWithExpiry(run: DigitRun, from: number, end: number): boolean {
  if (![20, 22, 23, 25].includes(end - from)) return false;
  const month = run.twoAt(from + 16);
  return month >= 1 && month <= 12 && isCard(run, from, from + 16);
}

const isCard = (run: DigitRun, from: number, end: number): boolean =>
  run.mayBeCard(from, end - from) && run.checkSum(from, end) % 10 === 0;
