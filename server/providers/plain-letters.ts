/** Letters that Unicode does not decompose into plain ones. */
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
  œ: 'oe',
  Œ: 'OE',
};

const MAX_LENGTH = 1_000;

/**
 * The text without diacritics: `Nguyễn Thị Đào` becomes `Nguyen Thi Dao`. Other scripts, digits and signs
 * stay as they are. Reads the first 1000 characters.
 */
export const plainLetters = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐøØłŁßæÆœŒ]/g, (letter) => PLAIN[letter] ?? '');
