import type { Cipher } from '../platform/crypto.ts';
import type { Sql } from './sql.ts';

/** What the functions of every table work with: one connection, or one unit of work on it, and the cipher. */
export interface TableAccess {
  readonly sql: Sql;
  readonly cipher: Cipher;
}

/** @throws {Error} when an update found no row: its caller would take the change for stored */
export function assertChanged(changes: number, table: string, id: string): void {
  if (changes !== 1) throw new Error(`there is no ${table} row ${id} to change`);
}
