import type { Row } from '../connection.ts';
import type { MovedTable } from './moved-tables.ts';

/** A storage that rows are moved from or to. Nobody else uses it until it is closed. */
export interface MoveSide {
  /** The path of the file, or database, host and port: for messages, and to know an unfinished move by. */
  readonly place: string;
  /** `?` or `$1`, for the parameter with this number, from 1. */
  placeholder(number: number): string;
  query(text: string, parameters?: readonly Cell[]): Promise<readonly Row[]>;
  /** All of the work or nothing. */
  transact(work: () => Promise<void>): Promise<void>;
  hasTable(name: string): Promise<boolean>;
  /** The highest value that a counter has given out; 0 before the first. */
  lastOf(table: MovedTable, counter: string): Promise<number>;
  /** Continues a counter after this value. */
  continueAfter(table: MovedTable, counter: string, last: number): Promise<void>;
  /** A server that runs on it without being an instance any more, such as one that stood still, does not become one again. */
  closeToServers(): Promise<void>;
  openToServers(): Promise<void>;
  close(): Promise<void>;
}

export type Cell = string | number | null;

/** Why rows cannot be moved. The message says what to do. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
}
