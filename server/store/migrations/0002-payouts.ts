/** As in the first migration: a trigger that raises when one of the columns is changed. */
const immutable = (table: string, columns: readonly string[]): string => `
  CREATE TRIGGER ${table}_immutable BEFORE UPDATE OF ${columns.join(', ')} ON ${table}
  WHEN ${columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}
  BEGIN SELECT RAISE(ABORT, '${columns.join(', ')} of ${table} never change'); END`;

/** Payouts with their history, and events of payouts. */
export const payouts: readonly string[] = [
  `CREATE TABLE payouts (
    id TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    reference TEXT NOT NULL,
    order_reference TEXT NOT NULL UNIQUE,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    bank_code TEXT NOT NULL,
    account_number TEXT NOT NULL,
    account_name TEXT NOT NULL,
    description TEXT NOT NULL,
    fee_bearer TEXT NOT NULL,
    status TEXT NOT NULL,
    fee INTEGER,
    ids TEXT NOT NULL,
    failure TEXT,
    made_by TEXT NOT NULL,
    approved_by TEXT,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX payouts_reference ON payouts (reference, id)`,
  `CREATE INDEX payouts_status ON payouts (status, id)`,
  immutable('payouts', [
    'id',
    'provider',
    'reference',
    'order_reference',
    'amount',
    'currency',
    'bank_code',
    'account_number',
    'account_name',
    'description',
    'fee_bearer',
    'made_by',
  ]),

  `CREATE TABLE payout_history (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    payout_id TEXT NOT NULL REFERENCES payouts (id),
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    said TEXT NOT NULL,
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    note TEXT
  ) STRICT`,
  `CREATE INDEX payout_history_payout ON payout_history (payout_id)`,
  `CREATE TRIGGER payout_history_immutable BEFORE UPDATE ON payout_history
    BEGIN SELECT RAISE(ABORT, 'payout_history is only appended to'); END`,

  // Events are ordered within a stream: a checkout as before, or a payout, which belongs to no checkout.
  `CREATE TABLE streamed_events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER,
    abandoned INTEGER NOT NULL,
    UNIQUE (stream, sequence)
  ) STRICT`,
  `INSERT INTO streamed_events
    SELECT position, id, type, checkout_id, sequence, body, created_at, delivered_at, attempts, next_attempt_at, abandoned
    FROM events`,
  `DROP TABLE events`,
  `ALTER TABLE streamed_events RENAME TO events`,
  immutable('events', ['id', 'type', 'stream', 'sequence', 'body', 'created_at']),
];
