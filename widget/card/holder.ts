/** The longest that providers take. */
export const HOLDER_LENGTH = 45;

/**
 * A name with the letters and single blanks alone that providers take: accents, full stops, commas, hyphens and
 * apostrophes go. `undefined` where other signs would have to go too: nobody is to be called otherwise than the card says.
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
