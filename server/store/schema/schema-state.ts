import { RENAMED_MIGRATIONS, type Migrations } from '../migrations/all.ts';

/** The database was migrated by a version of this server that is too new for this one to work on its schema. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/** `kasir migrate-store` has not filled the database yet: a server would not know the payments that are missing. */
export class MoveUnfinished extends Error {
  override readonly name = 'MoveUnfinished';
  override readonly message = 'rows are being moved into this database: finish `kasir migrate-store` first';
}

/** What a database records of its schema. */
export interface SchemaRecord {
  /** The names of the migrations that were run. */
  readonly names: readonly string[];
  /** The oldest version of the schema whose servers can work on it; undefined where none is recorded. */
  readonly compatibleFrom: number | undefined;
}

export interface SchemaState {
  /** The migrations that were not run yet. */
  readonly pending: readonly string[];
  /** Migrations that this version does not have and can work with: a newer version runs beside it, or has run. */
  readonly newer: readonly string[];
}

/**
 * Compares what a database records with the migrations of this version.
 *
 * @throws {SchemaTooNew}
 */
export function schemaState({ names, compatibleFrom }: SchemaRecord, ours: Migrations): SchemaState {
  const executed = names.map((recorded) => RENAMED_MIGRATIONS.get(recorded) ?? recorded);
  const pending = Object.keys(ours).filter((name) => !executed.includes(name));
  const newer = executed.filter((name) => !Object.hasOwn(ours, name));
  const isCompatible = compatibleFrom !== undefined && versionOf(ours) >= compatibleFrom;
  if (newer.length > 0 && (!isCompatible || pending.length > 0)) {
    throw new SchemaTooNew(
      `the database was migrated by a newer version (${newer.join(', ')}): start that version, or restore a backup from before`,
    );
  }
  return { pending, newer };
}

/** The number of the newest migration. */
export const versionOf = (migrations: Migrations): number =>
  Math.max(...Object.keys(migrations).map(Number.parseFloat));
