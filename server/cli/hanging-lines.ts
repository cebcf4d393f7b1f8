/** As wide as a terminal that is not asked. */
const DEFAULT_COLUMNS = 100;
const MIN_TEXT = 30;

/**
 * A line that is broken between words, its further lines indented.
 *
 * @param first what stands before the text on the first line; its length is the indentation of the others
 */
export function hangingLines(first: string, text: string, columns: number = DEFAULT_COLUMNS): readonly string[] {
  const width = Math.max(MIN_TEXT, columns - first.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  const indent = ' '.repeat(first.length);
  return [...lines, line].map((each, index) => (index === 0 ? first : indent) + each);
}
