import { addColumn, createIndex, createTable, integer, text, type SchemaChange } from '../schema/description.ts';

const table = { clustered: true, unlogged: true, transient: true } as const;

/** What several instances count together, and how often in a row a job has failed. */
export const limits: readonly SchemaChange[] = [
  createTable('rate_limits', { key: text({ primaryKey: true }), used: integer(), ends_at: integer() }, table),
  createIndex('rate_limits_ends_at', 'rate_limits', ['ends_at']),
  createTable(
    'stream_slots',
    { id: text({ primaryKey: true }), checkout_id: text(), address: text(), holder: text() },
    table,
  ),
  createIndex('stream_slots_checkout', 'stream_slots', ['checkout_id']),
  createIndex('stream_slots_address', 'stream_slots', ['address']),
  createIndex('stream_slots_holder', 'stream_slots', ['holder']),
  addColumn('jobs', 'failures', integer({ default: 0 })),
];
