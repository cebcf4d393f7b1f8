export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unitOfWork: string;
  /** What exactly was measured. */
  readonly of: string;
}

export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ name, value, unitOfWork, of }) => [name, `${value.toLocaleString('en-US')} ${unitOfWork}`, of] as const,
  );
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  return rows.map(([name, value, of]) => `${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${of}`).join('\n');
}
