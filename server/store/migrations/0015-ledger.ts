import {
  addColumn,
  appendOnly,
  createIndex,
  createTable,
  flag,
  immutable,
  integer,
  statement,
  text,
  undeletable,
  type SchemaChange,
} from '../schema/description.ts';

const empty = { nullable: true } as const;

/** A history is only appended to. An entry is linked once; its note, and the note's salt, may be erased. */
const linked = (table: string, owner: string): readonly SchemaChange[] => [
  addColumn(table, 'number', integer(empty)),
  addColumn(table, 'link', text(empty)),
  addColumn(table, 'note_salt', text(empty)),
  addColumn(table, 'note_hash', text(empty)),
  immutable(table, ['position', owner, 'at', 'source', 'said', 'from_status', 'to_status'], {
    erasable: ['note', 'note_salt'],
    once: ['number', 'link', 'note_salt', 'note_hash'],
    message: `${table} is only appended to`,
  }),
];

/** Histories are linked by keyed digests, and rows of the books cannot be deleted. */
export const ledger: readonly SchemaChange[] = [
  ...linked('payment_history', 'payment_id'),
  ...linked('payout_history', 'payout_id'),
  // What people wrote in histories is erased with the customer.
  statement(
    `UPDATE payment_history SET note = NULL WHERE note IS NOT NULL AND source IN ('merchant', 'customer') AND payment_id IN
    (SELECT payments.id FROM payments JOIN checkouts ON checkouts.id = payments.checkout_id
      WHERE checkouts.forgotten_at IS NOT NULL)`,
  ),
  statement(
    `UPDATE payout_history SET note = NULL WHERE note IS NOT NULL AND source IN ('merchant', 'customer') AND payout_id IN
    (SELECT id FROM payouts WHERE forgotten_at IS NOT NULL)`,
  ),

  createTable(
    'ledger_heads',
    {
      subject: text({ primaryKey: true }),
      entries: integer(),
      link: text(),
      facts: text(),
      suspect: text(empty),
      mac: text(),
      sealed: flag(),
    },
    { clustered: true },
  ),
  createIndex('ledger_heads_unsealed', 'ledger_heads', ['subject'], { where: 'sealed = 0' }),

  createTable('ledger_seals', {
    number: integer({ primaryKey: true }),
    sealed_at: integer(),
    body: text(),
    link: text(),
  }),
  appendOnly('ledger_seals'),

  ...[
    'checkouts',
    'payments',
    'payment_provider_references',
    'payment_history',
    'refunds',
    'refund_provider_references',
    'payouts',
    'payout_history',
    'ledger_heads',
    'ledger_seals',
  ].map((table) => undeletable(table)),
];
