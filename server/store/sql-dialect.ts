import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Instant } from '../payments/model/model.ts';
import type { Tables } from './tables.ts';

/** A value of a number column: a bound number, or an expression. */
export type NumberOperand = number | RawBuilder<number | null>;

/** What differs between the databases. Functions of tables use this instead of asking which database they run on. */
export interface SqlDialect {
  readonly name: 'sqlite' | 'postgres';
  /** Builds statements in this dialect; it cannot run them. */
  readonly build: Kysely<Tables>;
  /**
   * Only one unit of work writes at a time, so that nothing it has read changes before it commits, and rows become
   * visible in the order in which they were inserted. Otherwise rows must be locked.
   */
  readonly hasOneWriter: boolean;
  /** The smaller of two numbers, neither of which may be NULL. */
  least(one: NumberOperand, other: NumberOperand): RawBuilder<number>;
  /** The larger of two numbers, neither of which may be NULL. */
  greatest(one: NumberOperand, other: NumberOperand): RawBuilder<number>;
  /** A member of a column of JSON text that holds an object; the member is a whole number. NULL where it is missing. */
  jsonNumber(column: string, member: string): RawBuilder<number | null>;
  /** Locks the rows that are selected until the unit of work ends; waits for another unit that has locked them. */
  lockRows<T extends keyof Tables, O>(query: SelectQueryBuilder<Tables, T, O>): SelectQueryBuilder<Tables, T, O>;
  /** The same, without waiting: rows that another unit of work has locked are left out. */
  lockFreeRows<T extends keyof Tables, O>(query: SelectQueryBuilder<Tables, T, O>): SelectQueryBuilder<Tables, T, O>;
  /** The time by the clock that all instances share, in epoch milliseconds: the database's, or the one given. */
  now(given: Instant): RawBuilder<number>;
  /** Random bytes that make the database write new pages, to check that the disk has room for a unit of work. */
  filler(): RawBuilder<null>;
}
