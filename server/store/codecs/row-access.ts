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
export const accessRow = (table: string, id: string, cipher: Cipher): RowAccess => new OneRow(table, id, cipher);

class OneRow implements RowAccess {
  readonly #table: string;
  readonly #id: string;
  readonly #cipher: Cipher;
  #unreadable: true | undefined;

  constructor(table: string, id: string, cipher: Cipher) {
    this.#table = table;
    this.#id = id;
    this.#cipher = cipher;
  }

  get unreadable(): true | undefined {
    return this.#unreadable;
  }

  check<T>(column: string, is: (stored: unknown) => stored is T, stored: unknown): T {
    if (!is(stored)) throw new CorruptRow(this.#table, column);
    return stored;
  }

  parse<T>(column: string, schema: z.core.$ZodType<T>, stored: unknown): T {
    const parsed = z.safeParse(schema, stored);
    if (!parsed.success) throw new CorruptRow(this.#table, column);
    return parsed.data;
  }

  seal(column: string, text: string): string {
    return sealColumn(this.#cipher, this.#place(column), text);
  }

  open(column: string, sealed: string): string | undefined {
    return this.#orMissing(() => unsealColumn(this.#cipher, this.#place(column), sealed));
  }

  openJson<T>(column: string, sealed: string, schema: z.core.$ZodType<T>): T | undefined {
    return this.#orMissing(() => unsealJson(this.#cipher, this.#place(column), sealed, schema));
  }

  #place(column: string): Place {
    return { table: this.#table, column, row: this.#id };
  }

  #orMissing<T>(open: () => T): T | undefined {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof CorruptRow)) throw error;
      this.#unreadable = true;
      return undefined;
    }
  }
}
