import { z } from 'zod';
import type { Cipher } from '../../platform/crypto.ts';
import { sealColumn, unsealColumn, unsealJson, type Place } from '../row.ts';
import { CorruptRow } from '../storage-errors.ts';

/**
 * What the columns of one row are written and read with. A sealed column that cannot be opened (it was tampered with, or
 * its key was removed) reads as missing and marks the row: status, amounts and references are not sealed, so the row
 * stays usable.
 */
export interface RowAccess {
  /** @throws {CorruptRow} that names the column, never its value */
  check<T>(column: string, is: (stored: unknown) => stored is T, stored: unknown): T;
  /** @throws {CorruptRow} that names the column, never its value */
  parse<T>(column: string, schema: z.core.$ZodType<T>, stored: unknown): T;
  seal(column: string, text: string): string;
  open(column: string, sealed: string): string | undefined;
  openJson<T>(column: string, sealed: string, schema: z.core.$ZodType<T>): T | undefined;
  /** To be read after all columns: `true` when one of them could not be opened. */
  readonly unreadable: true | undefined;
}

/** A sealed text is bound to its table, column and row. */
export function accessRow(table: string, id: string, cipher: Cipher): RowAccess {
  let unreadable: true | undefined;
  const place = (column: string): Place => ({ table, column, row: id });
  const orMissing = <T>(open: () => T): T | undefined => {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof CorruptRow)) throw error;
      unreadable = true;
      return undefined;
    }
  };
  return {
    check(column, is, stored) {
      if (!is(stored)) throw new CorruptRow(table, column);
      return stored;
    },
    parse(column, schema, stored) {
      const parsed = z.safeParse(schema, stored);
      if (!parsed.success) throw new CorruptRow(table, column);
      return parsed.data;
    },
    seal: (column, text) => sealColumn(cipher, place(column), text),
    open: (column, sealed) => orMissing(() => unsealColumn(cipher, place(column), sealed)),
    openJson: (column, sealed, schema) => orMissing(() => unsealJson(cipher, place(column), sealed, schema)),
    get unreadable() {
      return unreadable;
    },
  };
}
