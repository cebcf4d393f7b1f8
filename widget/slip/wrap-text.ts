/**
 * Breaks `text` into lines that are no wider than `width` as `measure` sees it: between words also in Thai and Chinese,
 * which have no blanks, and inside a word only where it is wider than a line.
 */
export function wrapText(
  text: string,
  width: number,
  measure: (line: string) => number,
  locale: string,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, locale)) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const character of piece.trimStart()) {
      if (line !== '' && measure(line + character) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

const pieces = (text: string, locale: string): readonly string[] =>
  // Firefox before 125 has no segmenter.
  typeof Intl.Segmenter === 'function'
    ? Array.from(new Intl.Segmenter(locale, { granularity: 'word' }).segment(text), ({ segment }) => segment)
    : text.split(/(?<= )/);
