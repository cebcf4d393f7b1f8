/** Direction marks, soft hyphens and zero-width spaces, which come along with copied text. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** One line with single spaces and without invisible characters. */
export const tidyText = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
