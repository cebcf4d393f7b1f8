import type { Cipher } from '../platform/crypto.ts';
import type { Sql } from './sql.ts';

/** What the functions of every table work with: one connection, or one unit of work on it, and the cipher. */
export interface TableAccess {
  readonly sql: Sql;
  readonly cipher: Cipher;
}
