/** The longest that providers accept. */
export const HOLDER_LENGTH = 45;

/**
 * A name in letters and single spaces, which is what providers accept: accents, full stops, commas, hyphens and
 * apostrophes are removed. `undefined` with any other character: removing it would make it another name.
 */
export function plainHolder(text: string): string | undefined {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`]/g, '')
    .replace(/[\s.,-]+/g, ' ')
    .trim();
  return /^[A-Za-z][A-Za-z ]+$/.test(plain) && plain.length <= HOLDER_LENGTH ? plain : undefined;
}
