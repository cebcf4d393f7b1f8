import { z } from 'zod';
import type { Cipher } from '../platform/crypto.ts';
import { CorruptRow } from './storage-errors.ts';

/* Whatever comes out of the database is parsed, column by column, before the domain gets it. */

/** @throws {CorruptRow} naming the table and column that do not fit, never the value */
export function parseRow<T>(table: string, schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const column = parsed.error.issues[0]?.path[0];
  throw new CorruptRow(table, column === undefined ? 'row' : String(column));
}

/** A column of JSON text. */
export const jsonSchema = <T>(schema: z.ZodType<T>): z.ZodType<T, string> => z.string().transform(jsonIn).pipe(schema);

export const flagSchema = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);
export const asFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);

export const instantSchema = z.int();
export const amountSchema = z.int().nonnegative();

export const asJson = (value: unknown): string => JSON.stringify(value);

type Present<T> = { [K in keyof T]: T[K] };

/** Without the members that are `undefined`, so that what is read equals what was written. */
export function present<T extends object>(value: T): Present<T> {
  const kept: Partial<T> = { ...value };
  for (const key of Object.keys(kept) as (keyof T)[]) if (kept[key] === undefined) delete kept[key];
  return kept as T;
}

/** Where a sealed text is stored. It can only be opened for the same place. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

const nameOf = ({ table, column, row }: Place): string => `${table}.${column}:${row}`;

export const sealColumn = (cipher: Cipher, place: Place, text: string): string => cipher.seal(text, nameOf(place));

/** @throws {CorruptRow} when the text cannot be opened for that place */
export function unsealColumn(cipher: Cipher, place: Place, sealed: string): string {
  try {
    return cipher.open(sealed, nameOf(place));
  } catch (cause) {
    throw new CorruptRow(place.table, place.column, { cause });
  }
}

/** @throws {CorruptRow} when the text cannot be opened or parsed */
export function unsealJson<T>(cipher: Cipher, place: Place, sealed: string, schema: z.core.$ZodType<T>): T {
  const text = unsealColumn(cipher, place, sealed);
  const parsed = z.safeParse(schema, jsonIn(text));
  if (!parsed.success) throw new CorruptRow(place.table, place.column);
  return parsed.data;
}

/** `undefined` when the text is not JSON. The parser's error would quote the text. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
