import { addColumn, createIndex, createTable, integer, text, type SchemaChange } from '../schema/description.ts';

const table = { clustered: true, transient: true } as const;

/** The instances that use the store, the leases they hold, and who runs a job. */
export const instances: readonly SchemaChange[] = [
  createTable('instances', { id: text({ primaryKey: true }), until: integer() }, table),
  createTable('leases', { key: text({ primaryKey: true }), holder: text(), turn: text() }, table),
  createIndex('leases_holder', 'leases', ['holder']),
  addColumn('jobs', 'claimed_by', text({ nullable: true })),
];
