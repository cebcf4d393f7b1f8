import { z } from 'zod';
import { CURRENCIES, fromMajor, type Currency } from '../../../shared/money.ts';
import { UnreadableFile, type CsvRow } from './read-csv.ts';

const column = z.string().min(1);

/**
 * Where a provider's file has what. Columns are named as in its first line. A provider's layout is such a file of JSON;
 * none is built in, because no provider documents one that we could test against.
 */
export const columnMap = z
  .strictObject({
    /** Default: a comma. */
    separator: z.string().length(1).default(','),
    /** Lines above the one with the names of the columns. Default 0. */
    skip: z.int().min(0).max(100).default(0),
    /** Our reference at the provider, or any of the provider's own; several columns are tried in their order. */
    reference: z.union([column, z.array(column).min(1)]),
    amount: column,
    /** What separates decimals, and what thousands. Default: a point, and nothing. */
    decimal: z.enum(['.', ',']).default('.'),
    thousands: z.enum(['', '.', ',', ' ']).default(''),
    /** A column, or one currency for all. */
    currency: z.union([z.strictObject({ column }), z.enum(CURRENCIES)]),
    /** Which values of a column mean what. Without it every line is money that was received; below zero, given back. */
    status: z
      .strictObject({
        column,
        paid: z.array(z.string()),
        refunded: z.array(z.string()).default([]),
        ignored: z.array(z.string()).default([]),
      })
      .optional(),
  })
  .refine(({ decimal, thousands }) => decimal !== thousands, 'decimal and thousands must differ');

export type ColumnMap = z.infer<typeof columnMap>;

/** One movement of money in the provider's file. */
export interface StatementLine {
  readonly line: number;
  /** All of the row's references. */
  readonly references: readonly string[];
  readonly kind: 'paid' | 'refunded';
  /** In the smallest unit of the currency, never below zero. */
  readonly amount: number;
  readonly currency: Currency;
}

/**
 * The movements in a file. A line that cannot be read, or has a status that the map does not name, ends it all: what is
 * left out silently would look reconciled.
 *
 * @throws {UnreadableFile} naming the line
 */
export function readStatement(rows: readonly CsvRow[], map: ColumnMap): readonly StatementLine[] {
  const [header, ...lines] = rows.slice(map.skip);
  if (header === undefined) throw new UnreadableFile('the file has no line with the names of the columns');
  const names = header.cells.map((name) => name.trim());
  const indexOf = (name: string): number => {
    const index = names.indexOf(name);
    if (index === -1) throw new UnreadableFile(`line ${header.line}: there is no column "${name}"`);
    return index;
  };
  const references = [map.reference].flat().map(indexOf);
  const amount = indexOf(map.amount);
  const currencyOf = currencyReader(map, indexOf);
  const status = map.status && indexOf(map.status.column);

  return lines.flatMap((row) => {
    const cell = (index: number): string => (row.cells[index] ?? '').trim();
    const kind = status === undefined ? undefined : kindOf(map, cell(status), row.line);
    if (kind === 'ignored') return [];
    const money = readMoney(map, cell(amount), currencyOf(cell), row.line);
    const found = references.map(cell).filter((reference) => reference !== '');
    if (found.length === 0) throw new UnreadableFile(`line ${row.line}: it has no reference`);
    return [
      {
        line: row.line,
        references: found,
        kind: kind ?? (money.isNegative ? 'refunded' : 'paid'),
        amount: money.amount,
        currency: money.currency,
      },
    ];
  });
}

function currencyReader(
  { currency }: ColumnMap,
  indexOf: (name: string) => number,
): (cell: (index: number) => string) => string {
  if (typeof currency === 'string') return () => currency;
  const index = indexOf(currency.column);
  return (cell) => cell(index);
}

function kindOf({ status }: ColumnMap, value: string, line: number): StatementLine['kind'] | 'ignored' {
  if (status?.paid.includes(value)) return 'paid';
  if (status?.refunded.includes(value)) return 'refunded';
  if (status?.ignored.includes(value)) return 'ignored';
  throw new UnreadableFile(`line ${line}: the status "${value.slice(0, 40)}" is not in the column map`);
}

function readMoney({ decimal, thousands }: ColumnMap, text: string, currency: string, line: number) {
  const known = CURRENCIES.find((each) => each === currency);
  if (known === undefined) throw new UnreadableFile(`line ${line}: "${currency.slice(0, 10)}" is not a currency`);
  const grouped = /^(-?)(.+)$/.exec(text);
  const digits = (grouped?.[2] ?? '').split(decimal);
  const whole = thousands === '' ? digits[0] : withoutGroups(digits[0] ?? '', thousands);
  const plain = digits.length === 1 ? whole : `${whole ?? ''}.${digits.slice(1).join('.')}`;
  const amount = fromMajor(plain ?? '', known);
  if (amount === undefined)
    throw new UnreadableFile(`line ${line}: "${text.slice(0, 30)}" is not an amount of ${known}`);
  return { amount, currency: known, isNegative: grouped?.[1] === '-' };
}

/** `1.500.000` → `1500000`. What is not grouped by three stays as it is, and is then no amount. */
const withoutGroups = (digits: string, separator: string): string =>
  digits.split(separator).every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))
    ? digits.replaceAll(separator, '')
    : digits;
