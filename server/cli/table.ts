/** Rows of equally wide columns under their names, without trailing space. Control characters become spaces. */
export function tableOf(names: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cells = [names, ...rows.map((row) => row.map((cell) => printable(String(cell ?? ''))))];
  const widths = names.map((_, index) => Math.max(...cells.map((row) => (row[index] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** What others wrote must not steer the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
