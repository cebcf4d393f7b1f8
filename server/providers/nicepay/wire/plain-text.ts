import { plainLetters } from '../../plain-letters.ts';

/**
 * Text that every NICEPAY field accepts: printable ASCII without quotes, angle brackets and backslashes, single spaces,
 * at most `max` characters. Accents are removed (`Café` becomes `Cafe`). `undefined` when nothing is left.
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

/** The name of a person or place: letters and single spaces only. */
export const plainName = (name: string | undefined, max: number): string | undefined =>
  plainText(plainText(name, 1000)?.replace(/[^A-Za-z]+/g, ' '), max);
