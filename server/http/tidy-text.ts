/** Marks of direction, soft hyphens, and blanks without width: nobody sees them, and what they were copied from has them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** One line of single blanks, without what nobody sees. */
export const tidyText = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** At most so many characters, and no half of one. */
export const cutText = (text: string, maxLength: number): string =>
  text.length <= maxLength
    ? text
    : text
        .slice(0, maxLength)
        .replace(/[\ud800-\udbff\u200d]+$/, '')
        .trimEnd();
