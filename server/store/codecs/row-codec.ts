import type { ColumnType, Insertable, Updateable } from 'kysely';
import type { Cipher } from '../../platform/crypto.ts';
import { blankRecord } from '../blank-record.ts';
import type { ChangeRule, Column, Stored } from './column.ts';
import { accessRow, type RowAccess } from './row-access.ts';
import { defineSealed, sealedMember, type SealedMember } from './sealed-members.ts';

/** A column for every member of `Entity`: one without a column, or of another type, does not compile. */
export type ColumnsOf<Entity> = {
  readonly [Member in keyof Omit<Entity, 'unreadable'>]-?: Column<Entity[Member]>;
};

/** The table as Kysely sees it. */
export type TableOf<Columns> = {
  [Member in keyof Columns as NameOf<Columns[Member]>]: Columns[Member] extends Column<
    infer _Value,
    string,
    infer S,
    infer Rule,
    infer _Read
  >
    ? KyselyColumn<S, Rule>
    : never;
};

type NameOf<C> = C extends { readonly name: infer Name extends string } ? Name : never;

type KyselyColumn<S extends Stored, Rule extends ChangeRule> = Rule extends 'fixed'
  ? ColumnType<S, S, never>
  : ColumnType<S, S, S>;

type WrittenOnce<Columns> = {
  [Member in keyof Columns]: Columns[Member] extends { readonly rule: 'mutable' | 'rising' } ? never : Member;
}[keyof Columns];

/** What an update may name. A member that is written once does not compile. */
type PatchOf<Entity, Columns> = Partial<Entity> & { readonly [Member in WrittenOnce<Columns>]?: never };

export interface RowCodec<Entity, Columns> {
  /** The names of all columns. */
  readonly columns: readonly string[];
  /** All columns, always in the same order. */
  toRow(cipher: Cipher, entity: Entity): Insertable<TableOf<Columns>>;
  /**
   * The columns that a patch names. An optional member that is there and `undefined` is cleared.
   *
   * @param current the row as it is; needed where the patch has a `rising` member
   */
  toChanges(
    cipher: Cipher,
    id: string,
    patch: PatchOf<Entity, Columns>,
    current?: Readonly<Record<string, unknown>>,
  ): Updateable<TableOf<Columns>>;
  /** What replaces the personal data of a row. */
  toForgotten(cipher: Cipher, id: string): Updateable<TableOf<Columns>>;
  /**
   * Absent members are left out. A sealed column is opened when its member is read; one that cannot be opened is replaced,
   * and the entity is `unreadable`.
   *
   * @throws {CorruptRow}
   */
  fromRow(cipher: Cipher, row: Readonly<Record<string, unknown>>): Entity;
}

/** One list of columns is all there is to say about how an entity is stored: everything else follows from it. */
export function rowCodec<Entity extends { readonly id: string }, Columns extends ColumnsOf<Entity>>(
  table: string,
  columns: Columns,
): RowCodec<Entity, Columns> {
  type Member = keyof ColumnsOf<Entity>;
  const columnOf: ColumnsOf<Entity> = columns;
  const members = Object.keys(columns) as Member[];

  const encode = <M extends Member>(member: M, value: Entity[M], row: RowAccess): Stored =>
    columnOf[member].encode(value, row);

  function encodeChange<M extends Member>(
    member: M,
    value: Entity[M],
    row: RowAccess,
    current: Readonly<Record<string, unknown>> | undefined,
  ): Stored {
    const column: Column<Entity[M]> = columnOf[member];
    if (column.raise === undefined) return column.encode(value, row);
    const before = current?.[column.name];
    if (typeof before !== 'number') throw new TypeError(`${table}.${column.name} is changed without its value so far`);
    return column.raise(before, value);
  }

  const names = members.map((member) => columnOf[member].name);
  const blankRow = blankRecord<Stored>(names);
  // Every entity has these.
  const blankEntity = blankRecord(
    members.filter((member) => !columnOf[member].isOptional && columnOf[member].isSealed === undefined).map(String),
  );
  const whenSealed = new Map(members.map((member) => [member, sealedMember(String(member), columnOf[member])]));

  return {
    columns: names,
    toRow(cipher, entity) {
      const access = accessRow(table, entity.id, cipher);
      const row = blankRow();
      for (const member of members) row[columnOf[member].name] = encode(member, entity[member], access);
      // Every column of the table is in the list that the type of the row is made of.
      return row as Insertable<TableOf<Columns>>;
    },
    toChanges(cipher, id, patch, current) {
      const access = accessRow(table, id, cipher);
      const changes: Record<string, Stored> = {};
      for (const member of members) {
        const { name, rule, isOptional } = columnOf[member];
        if (!(member in patch) || rule === 'fixed' || rule === 'forgettable') continue;
        const value = patch[member];
        // Absent only where the member may be.
        if (value !== undefined || isOptional)
          changes[name] = encodeChange(member, value as Entity[Member], access, current);
      }
      return changes as Updateable<TableOf<Columns>>;
    },
    toForgotten(cipher, id) {
      const access = accessRow(table, id, cipher);
      const changes: Record<string, Stored> = {};
      for (const member of members) {
        const { name, forgotten } = columnOf[member];
        if (forgotten !== undefined) changes[name] = forgotten(access);
      }
      return changes as Updateable<TableOf<Columns>>;
    },
    fromRow(cipher, row) {
      const access = accessRow(table, String(row['id']), cipher);
      // Every member of the entity has its column.
      const entity = blankEntity() as Partial<Entity>;
      const sealed: SealedMember[] = [];
      for (const member of members) {
        const column = columnOf[member];
        const stored = row[column.name];
        const property = column.isSealed?.(stored) === true ? whenSealed.get(member) : undefined;
        if (property !== undefined) {
          sealed.push(property);
          continue;
        }
        const value = column.decode(stored, access);
        if (value !== undefined) entity[member] = value;
      }
      if (sealed.length > 0) defineSealed(entity, sealed, row, access);
      return entity as Entity;
    },
  };
}
