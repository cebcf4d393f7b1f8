/** One line of the file, with the number of the line that it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that is no table. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Reads comma-separated values as RFC 4180 has them: cells may be quoted, a quote in them is doubled, and quoted cells
 * may have line breaks. Empty lines are left out, and so is a byte order mark.
 *
 * @throws {UnreadableFile}
 */
export function readCsv(text: string, separator = ','): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cell.trim() !== '') rows.push({ line: begun, cells });
    cells = [];
    cell = '';
  };
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"' && cell === '') {
      const quoted = readQuoted(text, at, line);
      cell = quoted.text;
      line += quoted.text.split('\n').length - 1;
      at = quoted.end;
      const next = text.charAt(at);
      if (next !== '' && next !== separator && next !== '\n' && next !== '\r')
        throw new UnreadableFile(`line ${line}: a quoted value must end at the separator`);
      continue;
    }
    at += 1;
    if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
      line += 1;
      begun = line;
    } else if (character !== '\r') cell += character;
  }
  endRow();
  return rows;
}

/** From the opening quote; `end` is after the closing one. */
function readQuoted(text: string, start: number, line: number): { readonly text: string; readonly end: number } {
  let value = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) throw new UnreadableFile(`line ${line}: a quoted value has no end`);
    value += text.slice(from, quote);
    if (text.charAt(quote + 1) !== '"') return { text: value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}
