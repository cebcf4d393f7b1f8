import type { Cipher } from '../platform/crypto.ts';
import type { Sql } from './sql.ts';

/** What every table's functions work with: one connection (or one unit of work on it) and the cipher. */
export interface Access {
  readonly sql: Sql;
  readonly cipher: Cipher;
}

/** An update must meet its row: one that changes nothing would lose what somebody believes was kept. */
export function assertChanged(changes: number, table: string, id: string): void {
  if (changes !== 1) throw new Error(`there is no ${table} row ${id} to change`);
}
