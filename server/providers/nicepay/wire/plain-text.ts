import { plainLetters } from '../../plain-letters.ts';

/**
 * Text as NICEPAY's fields surely take it: printable ASCII without quotes, brackets and backslashes, single blanks, at
 * most `max` characters. Accents go (`Café` becomes `Cafe`). `undefined` when nothing is left.
 */
export function plainText(text: string | undefined, max: number): string | undefined {
  const plain = plainLetters(text ?? '')
    .replace(/['’`]/g, '')
    .replace(/[^\x20-\x7e]|["<>\\]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, max)
    .trim();
  return plain === '' ? undefined : plain;
}

/** Letters and single blanks alone: the name of a person. */
export const plainName = (name: string | undefined, max: number): string | undefined =>
  plainText(plainText(name, 1000)?.replace(/[^A-Za-z]+/g, ' '), max);
