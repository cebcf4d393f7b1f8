import { createTable, integer, onlyRow, type SchemaChange } from '../schema/description.ts';

/**
 * One row: the number of the newest migration, and that of the oldest version of the schema whose servers can work on
 * this one.
 */
export const schemaVersion: readonly SchemaChange[] = [
  createTable('schema_version', { id: onlyRow(), version: integer(), compatible_from: integer() }),
];
