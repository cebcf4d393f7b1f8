/** What the tests of one file have measured, as a table of several lines. */
export interface Figures {
  add(what: string, value: string | number): void;
  table(title: string): string;
}

export function figures(): Figures {
  const rows: (readonly [string, string])[] = [];
  return {
    add: (what, value) => void rows.push([what, String(value)]),
    table: (title) => [title, ...rows.map(([what, value]) => `  ${what.padEnd(64)} ${value.padStart(12)}`)].join('\n'),
  };
}

/** `part` 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
