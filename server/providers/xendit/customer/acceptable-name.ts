import { plainLetters } from '../../plain-letters.ts';

/** Used where there is no name, or none of it can be written in plain letters. */
const PLACEHOLDER = 'Customer';

/**
 * A name that the systems of banks and stores accept: plain letters and single spaces, at most 50. `"Nguyễn Thị Đào"` becomes
 * `"Nguyen Thi Dao"`; a name in another script becomes `"Customer"`.
 */
export function acceptableName(name: string | undefined): string {
  const plain = plainLetters(name ?? '')
    .replace(/['’`.]/g, '')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .slice(0, 50)
    .trim();
  return plain === '' ? PLACEHOLDER : plain;
}
