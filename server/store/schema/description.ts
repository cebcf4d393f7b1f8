/*
 * The description of a schema, from which the statements of both databases are rendered. A migration is a list of
 * changes, written once:
 *
 *   export const instances: readonly SchemaChange[] = [
 *     createTable('instances', { id: text({ primaryKey: true }), until: integer() }),
 *     createIndex('instances_until', 'instances', ['until']),
 *     addColumn('jobs', 'claimed_by', text({ nullable: true })),
 *     immutable('instances', ['id']),
 *   ];
 *
 * There is no change that takes something away, and an added column has a default or may be NULL: the version before
 * must be able to work on the new schema, because both run at the same time during an upgrade.
 */

/**
 * `integer`: up to 64 bits: amounts, counts, instants in epoch milliseconds. `flag`: 0 or 1. `onlyRow`: the key of a
 * table with one row, always 1. `serial`: a key in the order of inserts. `commitOrder`: a key in the order in which the
 * rows became visible: on SQLite that of the inserts; on PostgreSQL NULL until it is assigned, beside a column
 * `insertion` with the order of inserts.
 */
type ColumnKind = 'text' | 'integer' | 'flag' | 'bytes' | 'onlyRow' | 'serial' | 'commitOrder';

interface ColumnOptions {
  /** Default: NOT NULL. */
  readonly nullable?: true;
  readonly default?: string | number;
  readonly primaryKey?: true;
  readonly unique?: true;
  /** More than 0. */
  readonly positive?: true;
  /** A table whose `id` this is. */
  readonly references?: string;
  /** The reference is checked at the end of the transaction. */
  readonly deferred?: true;
}

export interface Column extends ColumnOptions {
  readonly kind: ColumnKind;
}

export interface TableOptions {
  /** Where it has several columns. */
  readonly primaryKey?: readonly string[];
  /** Columns whose values occur once together. */
  readonly unique?: readonly string[];
  /** SQLite keeps the rows in the order of the primary key, without a row id. */
  readonly clustered?: true;
  /** Its rows are those of running instances: a move to another database leaves them behind. */
  readonly transient?: true;
  /** PostgreSQL may lose it: it is empty after a crash or failover, and a write to it does not wait for the disk. */
  readonly unlogged?: true;
}

interface IndexOptions {
  readonly unique?: true;
  /** A condition in SQL that both databases understand. */
  readonly where?: string;
}

interface ImmutableOptions {
  /** These may become NULL at any time, and change in no other way. */
  readonly erasable?: readonly string[];
  /** These change once, from NULL. */
  readonly once?: readonly string[];
  /** These change once, together with `forgotten_at`: when personal data are erased. */
  readonly untilForgotten?: readonly string[];
  /** Encrypted texts: these change only into an envelope of another key. */
  readonly resealed?: readonly string[];
  /** The error of a statement that would change one. */
  readonly message?: string;
}

export type SchemaChange =
  | ({
      readonly kind: 'table';
      readonly name: string;
      readonly columns: Readonly<Record<string, Column>>;
    } & TableOptions)
  | { readonly kind: 'column'; readonly table: string; readonly name: string; readonly column: Column }
  | ({
      readonly kind: 'index';
      readonly name: string;
      readonly table: string;
      readonly columns: readonly string[];
    } & IndexOptions)
  | {
      readonly kind: 'immutable';
      readonly table: string;
      readonly columns: readonly string[];
      readonly untilForgotten: readonly string[];
      readonly erasable: readonly string[];
      readonly once: readonly string[];
      readonly resealed: readonly string[];
      readonly message: string;
    }
  | { readonly kind: 'appendOnly'; readonly table: string }
  | { readonly kind: 'undeletable'; readonly table: string; readonly unless: string | undefined }
  | { readonly kind: 'statement'; readonly sqlite: string; readonly postgres: string };

const columnOf =
  (kind: ColumnKind) =>
  <const Options extends ColumnOptions>(options?: Options): Column & Options =>
    Object.assign({ kind }, options);

export const text = columnOf('text');
export const integer = columnOf('integer');
export const flag = columnOf('flag');
export const bytes = columnOf('bytes');
export const onlyRow = (): Column => ({ kind: 'onlyRow' });
export const serial = (): Column => ({ kind: 'serial' });
export const commitOrder = (): Column => ({ kind: 'commitOrder' });

export const createTable = (
  name: string,
  columns: Readonly<Record<string, Column>>,
  options: TableOptions = {},
): SchemaChange => ({ kind: 'table', name, columns, ...options });

export const addColumn = (
  table: string,
  name: string,
  column: Column & ({ readonly nullable: true } | { readonly default: string | number }),
): SchemaChange => ({ kind: 'column', table, name, column });

export const createIndex = (
  name: string,
  table: string,
  columns: readonly string[],
  options: IndexOptions = {},
): SchemaChange => ({ kind: 'index', name, table, columns, ...options });

/** A statement that changes one of the columns fails. Replaces what was immutable in the table before. */
export const immutable = (
  table: string,
  columns: readonly string[],
  {
    untilForgotten = [],
    erasable = [],
    once = [],
    resealed = [],
    message = `${[...columns, ...new Set([...untilForgotten, ...resealed])].join(', ')} of ${table} never change`,
  }: ImmutableOptions = {},
): SchemaChange => ({ kind: 'immutable', table, columns, untilForgotten, erasable, once, resealed, message });

/** A statement that changes a row fails. */
export const appendOnly = (table: string): SchemaChange => ({ kind: 'appendOnly', table });

/** A statement that deletes a row fails, unless the condition (in SQL, of `OLD`) holds. */
export const undeletable = (table: string, unless?: string): SchemaChange => ({ kind: 'undeletable', table, unless });

/** A statement that changes data: one that both databases understand, or one for each. */
export const statement = (sqlite: string, postgres = sqlite): SchemaChange => ({ kind: 'statement', sqlite, postgres });
