/** Classes of characters for finding numbers in a text. Values below 100 are the number that a character stands for. */
export const SIGN = 100;
export const LETTER = 101;
/** Invisible by itself: a joiner, modifier, zero-width or direction mark. */
export const INVISIBLE = 102;

const UNKNOWN = 255;
const KNOWN = new Uint8Array(0x110000).fill(UNKNOWN);

/**
 * {@link SIGN} (blanks and signs of all kinds), {@link LETTER}, {@link INVISIBLE}, or the number that it stands for in
 * whichever script: 7 for `7`, `７`, `๗` and `⑦`, 35 for `㉟`. Each character is looked up once in the life of the process.
 */
export function characterClass(point: number): number {
  const known = KNOWN[point] ?? SIGN;
  return known === UNKNOWN ? (KNOWN[point] = classify(String.fromCodePoint(point), point)) : known;
}

function classify(character: string, point: number): number {
  if (/^\p{Nd}$/u.test(character)) {
    // The digits of a script stand side by side, from nought to nine.
    let zero = point;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (point - zero) % 10;
  }
  if (/^\p{N}$/u.test(character)) {
    const digits = character.normalize('NFKC').replace(/\D/g, '');
    return digits.length === 1 || digits.length === 2 ? Number(digits) : SIGN;
  }
  if (/^[\p{Cf}\p{M}]$/u.test(character)) return INVISIBLE;
  return /^\p{L}$/u.test(character) ? LETTER : SIGN;
}
