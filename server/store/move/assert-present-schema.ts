import type { SchemaState } from '../schema/schema-state.ts';
import { MoveRefused } from './move-side.ts';

/** Rows are moved between two schemas of this version. */
export function assertPresentSchema(place: string, { pending, newer }: SchemaState): void {
  if (newer.length > 0) throw new MoveRefused(`${place} has the schema of a newer version: use that version`);
  if (pending.length > 0) throw new MoveRefused(`${place} has the schema of an older version: run kasir migrate first`);
}
