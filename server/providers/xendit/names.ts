/** When nobody told a name, or nothing of it can be written in plain letters. */
const NOBODY = 'Customer';

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
  œ: 'oe',
  Œ: 'OE',
};

/**
 * A name that banks' and stores' systems take: plain letters and single spaces, at most 50. `"Nguyễn Thị Đào"` becomes
 * `"Nguyen Thi Dao"`; a name in another script becomes `"Customer"`.
 */
export function acceptableName(name: string | undefined): string {
  const plain = (name ?? '')
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐøØłŁßæÆœŒ]/g, (letter) => PLAIN[letter] ?? '')
    .replace(/['’`.]/g, '')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .slice(0, 50)
    .trim();
  return plain === '' ? NOBODY : plain;
}
