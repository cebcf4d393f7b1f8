import { sql as fragment } from 'kysely';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import type { Store } from '../../../../server/payments/ports/ports.ts';
import { createCipher, type Cipher } from '../../../../server/platform/crypto.ts';
import { openConnection } from '../../../../server/store/connection.ts';
import { databasePath } from '../../../../server/store/database-file.ts';
import type { ExpectedSeal } from '../../../../server/store/ledger/verify-seals.ts';
import { verifyLedger, type LedgerReport } from '../../../../server/store/ledger/verify-ledger.ts';
import { openBooks } from '../../../../server/store/open-books.ts';
import { entry, NOON, payout, refund } from '../samples.ts';
import { databaseUrl, filledStore, KEY, quiet } from '../temp-store.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Books {
  readonly store: Store;
  readonly url: string;
  /** What the store has logged: the message, and the facts as JSON. */
  readonly log: readonly string[];
  /** As somebody with access to the database: without the triggers, and without the keys. */
  attack(...statements: readonly string[]): Promise<void>;
  rows(query: string): Promise<readonly Row[]>;
  verify(expected?: readonly ExpectedSeal[], cipher?: Cipher): Promise<LedgerReport>;
  /** Each finding as `subject entry: problem`. */
  findings(expected?: readonly ExpectedSeal[], cipher?: Cipher): Promise<readonly string[]>;
}

/** A store with a payment of four entries and a refund, one of two entries, and a payout of two. */
export async function books(t: TestContext, { cipher = createCipher([KEY]) } = {}): Promise<Books> {
  const url = await databaseUrl(t);
  const log: string[] = [];
  const write = (facts: object, message: string): void => void log.push(`${message} ${JSON.stringify(facts)}`);
  const options = { url, cipher, log: { debug: write, info: write, warn: write, error: write } };
  const store = await filledStore(t, options);
  await fill(store);
  const opened = await openBooks(url, cipher, quiet);
  t.after(() => opened.close());
  const { sql } = opened.access;
  const verify: Books['verify'] = (expected = [], keys = cipher) => verifyLedger({ sql, cipher: keys }, expected);
  return {
    store,
    url,
    log,
    attack: (...statements) => (url.startsWith('file:') ? attackFile : attackPostgres)(url, statements),
    rows: async (query) => sql.all({ compile: () => fragment.raw<Row>(query).compile(sql.build) }),
    verify,
    async findings(expected, keys) {
      const { findings } = await verify(expected, keys);
      return findings.map(({ subject, entry: number, problem }) => `${subject} ${number ?? ''}: ${problem}`);
    },
  };
}

async function fill(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_1', entry({ said: 'one', note: undefined }));
    await tx.appendHistory('pay_1', entry({ said: 'two', note: 'review: paid_late' }));
    await tx.updatePayment('pay_1', { status: 'succeeded', refundedAmount: 0 });
  }, 'new');
  await store.transact(async (tx) => {
    const note = 'Budi called, 0812 (decided by me)';
    await tx.appendHistory('pay_1', entry({ said: 'three', source: 'merchant', note }));
    await tx.insertRefund(refund());
  }, 'new');
  await store.transact((tx) => tx.appendHistory('pay_1', entry({ said: 'four', note: undefined })), 'new');
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_2', entry({ said: 'other', note: undefined }));
    await tx.appendHistory('pay_2', entry({ said: 'another', note: undefined, at: NOON + 1 }));
    await tx.insertPayout(payout());
    await tx.appendPayoutHistory('po_1', { ...entry(), from: 'unknown', to: 'processing' });
    await tx.appendPayoutHistory('po_1', { ...entry(), from: 'processing', to: 'succeeded' });
  }, 'new');
}

async function attackFile(url: string, statements: readonly string[]): Promise<void> {
  const file = openConnection(databasePath(url));
  try {
    const triggers = file.query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").rows;
    file.exec('PRAGMA foreign_keys = OFF');
    for (const { name } of triggers) file.exec(`DROP TRIGGER ${String(name)}`);
    for (const statement of statements) file.exec(statement);
    for (const { sql } of triggers) file.exec(String(sql));
  } finally {
    file.close();
  }
}

async function attackPostgres(connectionString: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    // Neither triggers nor foreign keys are checked for a replica.
    await client.query('SET session_replication_role = replica');
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
