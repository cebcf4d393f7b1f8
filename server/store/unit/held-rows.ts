import type { Cipher } from '../../platform/crypto.ts';
import type { Row } from '../connection.ts';
import type { EntityTable } from '../row-by-id.ts';
import type { Sql } from '../sql.ts';
import type { TableAccess } from '../table-access.ts';

/** How rows become entities, and changes of an entity become columns. */
export interface HeldCodec<Entity, Patch> {
  fromRow(cipher: Cipher, row: Row): Entity;
  toChanges(cipher: Cipher, id: string, patch: Patch, current: Row): object;
}

export interface HeldRowsParts<Entity, Patch> {
  readonly table: EntityTable;
  readonly codec: HeldCodec<Entity, Patch>;
  /** Reads a row that is not held. It may hold others as well. */
  readonly load: (id: string) => Promise<Row | undefined>;
}

interface Held<Entity> {
  row: Row;
  readonly changed: Set<string>;
  entity: Entity | undefined;
}

/**
 * The rows of one table that a unit of work has read or written. Its aggregate is locked, so nobody else changes them: a
 * row is read once, parsed once, and written once with all changes, at the latest when the unit ends.
 */
export class HeldRows<Entity, Patch> {
  readonly #access: TableAccess;
  readonly #parts: HeldRowsParts<Entity, Patch>;
  readonly #held = new Map<string, Held<Entity>>();
  #isChanged = false;

  constructor(access: TableAccess, parts: HeldRowsParts<Entity, Patch>) {
    this.#access = access;
    this.#parts = parts;
  }

  /** A row that was read or inserted. One that is held already stays as it is, with its changes. */
  hold(row: Row): void {
    const id = String(row['id']);
    if (!this.#held.has(id)) this.#held.set(id, { row, changed: new Set(), entity: undefined });
  }

  async find(id: string): Promise<Entity | undefined> {
    const held = this.#held.get(id) ?? (await this.#load(id));
    return held && this.#entityOf(held);
  }

  /** With the changes so far. */
  async rowOf(id: string): Promise<Row | undefined> {
    return (this.#held.get(id) ?? (await this.#load(id)))?.row;
  }

  /** Those that are held and have this value in this column. */
  heldWith(column: string, value: string): readonly { readonly row: Row; readonly entity: Entity }[] {
    return [...this.#held.values()]
      .filter(({ row }) => row[column] === value)
      .map((held) => ({ row: held.row, entity: this.#entityOf(held) }));
  }

  /** @throws {Error} where there is no such row */
  async change(id: string, patch: Patch): Promise<void> {
    const held = this.#held.get(id) ?? (await this.#load(id));
    const { codec, table } = this.#parts;
    if (held === undefined) throw new Error(`there is no ${table} row ${id} to change`);
    const changes = codec.toChanges(this.#access.cipher, id, patch, held.row);
    for (const column of Object.keys(changes)) held.changed.add(column);
    held.row = { ...held.row, ...changes };
    held.entity = undefined;
    this.#isChanged = true;
  }

  /** Since the last time that it was written. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Writes what has changed. */
  async flush(sql: Sql): Promise<void> {
    const { table } = this.#parts;
    this.#isChanged = false;
    for (const [id, { row, changed }] of this.#held) {
      if (changed.size === 0) continue;
      const columns = [...changed];
      changed.clear();
      await sql.update(table, id, columns, row);
    }
  }

  async #load(id: string): Promise<Held<Entity> | undefined> {
    const row = await this.#parts.load(id);
    if (row !== undefined) this.hold(row);
    return this.#held.get(id);
  }

  #entityOf(held: Held<Entity>): Entity {
    return (held.entity ??= this.#parts.codec.fromRow(this.#access.cipher, held.row));
  }
}
