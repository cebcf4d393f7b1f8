/** Letters that no decomposition turns into plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
};

/**
 * Text as NICEPAY's fields surely take it: printable ASCII without quotes, brackets and backslashes, single blanks, at
 * most `max` characters. Accents go (`Café` becomes `Cafe`). `undefined` when nothing is left.
 */
export function plainText(text: string | undefined, max: number): string | undefined {
  const plain = (text ?? '')
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐøØłŁßæÆ]/g, (letter) => PLAIN[letter] ?? '')
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
