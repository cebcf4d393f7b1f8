import type { Connection } from './connection.ts';

/** Whether a SQLite database has a table of this name. */
export const hasTable = (connection: Connection, name: string): boolean =>
  connection.first(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?`, [name]) !== undefined;
