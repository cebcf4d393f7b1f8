import { addColumn, createIndex, createTable, integer, text, type SchemaChange } from '../schema/description.ts';

/** The instances that use the store, the leases they hold, and who runs a job. */
export const instances: readonly SchemaChange[] = [
  createTable('instances', { id: text({ primaryKey: true }), until: integer() }, { clustered: true }),
  createTable('leases', { key: text({ primaryKey: true }), holder: text(), turn: text() }, { clustered: true }),
  createIndex('leases_holder', 'leases', ['holder']),
  addColumn('jobs', 'claimed_by', text({ nullable: true })),
];
