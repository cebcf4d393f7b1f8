/** A trigger that raises when one of the columns is changed: money, references and ids must stay what they were. */
const immutable = (table: string, columns: readonly string[]): string => `
  CREATE TRIGGER ${table}_immutable BEFORE UPDATE OF ${columns.join(', ')} ON ${table}
  WHEN ${columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}
  BEGIN SELECT RAISE(ABORT, '${columns.join(', ')} of ${table} never change'); END`;

/** Checkouts, payments, refunds, saved methods, notifications, events, jobs and idempotency records. */
export const initialSchema: readonly string[] = [
  `CREATE TABLE checkouts (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    country TEXT NOT NULL,
    description TEXT,
    items TEXT,
    customer TEXT,
    return_url TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    channels TEXT,
    capture TEXT NOT NULL,
    save_payment TEXT NOT NULL,
    installments TEXT,
    metadata TEXT,
    status TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX checkouts_live ON checkouts (reference) WHERE status IN ('open', 'paid')`,
  `CREATE INDEX checkouts_reference ON checkouts (reference, id)`,
  `CREATE INDEX checkouts_status ON checkouts (status, id)`,
  immutable('checkouts', ['id', 'reference', 'amount', 'currency']),

  `CREATE TABLE payments (
    id TEXT NOT NULL PRIMARY KEY,
    checkout_id TEXT NOT NULL REFERENCES checkouts (id),
    provider TEXT NOT NULL,
    channel TEXT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    instruction TEXT NOT NULL,
    fields TEXT NOT NULL,
    device TEXT,
    ids TEXT NOT NULL,
    heard TEXT NOT NULL,
    transaction_id TEXT,
    failure TEXT,
    review TEXT,
    captured_amount INTEGER,
    refunded_amount INTEGER NOT NULL,
    reversed_at INTEGER,
    saved_method_id TEXT,
    save_consent_at INTEGER,
    merchant_initiated INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX payments_checkout ON payments (checkout_id, id)`,
  `CREATE INDEX payments_status ON payments (status, id)`,
  `CREATE INDEX payments_saved_method ON payments (saved_method_id, created_at) WHERE saved_method_id IS NOT NULL`,
  immutable('payments', ['id', 'checkout_id', 'provider', 'channel', 'reference', 'amount', 'currency']),

  `CREATE TABLE payment_ids (
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    PRIMARY KEY (provider, name, value, payment_id)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE payment_history (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    said TEXT NOT NULL,
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    note TEXT
  ) STRICT`,
  `CREATE INDEX payment_history_payment ON payment_history (payment_id)`,
  `CREATE TRIGGER payment_history_immutable BEFORE UPDATE ON payment_history
    BEGIN SELECT RAISE(ABORT, 'payment_history is only appended to'); END`,

  `CREATE TABLE refunds (
    id TEXT NOT NULL PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    reference TEXT NOT NULL UNIQUE,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    ids TEXT NOT NULL,
    failure TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX refunds_payment ON refunds (payment_id, id)`,
  immutable('refunds', ['id', 'payment_id', 'reference', 'amount', 'currency']),

  `CREATE TABLE refund_ids (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    refund_id TEXT NOT NULL REFERENCES refunds (id),
    PRIMARY KEY (name, value, refund_id)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE saved_methods (
    id TEXT NOT NULL PRIMARY KEY,
    customer TEXT NOT NULL,
    customer_index TEXT NOT NULL,
    provider TEXT NOT NULL,
    channel TEXT NOT NULL,
    currency TEXT NOT NULL,
    country TEXT NOT NULL,
    token TEXT NOT NULL,
    token_index TEXT NOT NULL,
    label TEXT NOT NULL,
    masked TEXT,
    expires_at INTEGER,
    status TEXT NOT NULL,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX saved_methods_customer ON saved_methods (customer_index)`,
  `CREATE INDEX saved_methods_token ON saved_methods (provider, token_index)`,

  `CREATE TABLE notices (
    provider TEXT NOT NULL,
    dedupe_key TEXT NOT NULL,
    body TEXT NOT NULL,
    matched INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (provider, dedupe_key)
  ) STRICT`,

  `CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    checkout_id TEXT NOT NULL REFERENCES checkouts (id),
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER,
    abandoned INTEGER NOT NULL,
    UNIQUE (checkout_id, sequence)
  ) STRICT`,
  immutable('events', ['id', 'type', 'checkout_id', 'sequence', 'body', 'created_at']),

  `CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    lane TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    version INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    again_at INTEGER,
    again_attempt INTEGER,
    UNIQUE (kind, key)
  ) STRICT`,
  `CREATE INDEX jobs_due ON jobs (lane, due_at)`,

  `CREATE TABLE answers (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    status INTEGER,
    body TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT`,
  `CREATE INDEX answers_created ON answers (created_at)`,
];
