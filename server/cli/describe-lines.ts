import { printable } from './table.ts';

/** `name   value`, one a line; those without a value are left out. */
export const describeLines = (rows: readonly (readonly [name: string, value: string | undefined])[]): string =>
  rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(12)}${printable(value)}\n`])).join('');
