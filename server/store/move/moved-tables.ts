import { DESCRIPTION } from '../migrations/all.ts';
import type { SchemaChange } from '../schema/description.ts';

/** A table whose rows are moved, in the order of its key. */
export interface MovedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
  /** A column whose values the database gives out, each higher than all before. */
  readonly counter: string | undefined;
}

/** What the database itself writes when it is migrated. */
const NOT_MOVED: ReadonlySet<string> = new Set(['schema_version']);

/** Each after those that it refers to, as they were created. Tables of running instances are left out. */
export function movedTables(changes: readonly SchemaChange[] = DESCRIPTION): readonly MovedTable[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'table' || change.transient || NOT_MOVED.has(change.name)) return [];
    const { name, primaryKey } = change;
    const added = changes.flatMap((other) =>
      other.kind === 'column' && other.table === name ? [[other.name, other.column] as const] : [],
    );
    const all = [...Object.entries(change.columns), ...added];
    const counter = all.find(([, { kind }]) => kind === 'serial' || kind === 'commitOrder')?.[0];
    const ofKey = all
      .filter(([, column]) => column.primaryKey === true || column.kind === 'onlyRow')
      .map(([column]) => column);
    return {
      name,
      // Bytes are only written to see whether the disk has room.
      columns: all.filter(([, { kind }]) => kind !== 'bytes').map(([column]) => column),
      key: primaryKey ?? (counter === undefined ? ofKey : [counter]),
      counter,
    };
  });
}
