import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Store } from '../../../../server/payments/ports/ports.ts';
import { createCipher, type Cipher } from '../../../../server/platform/crypto.ts';
import { openConnection } from '../../../../server/store/connection.ts';
import type { ExpectedSeal } from '../../../../server/store/ledger/verify-seals.ts';
import { verifyLedger, type LedgerReport } from '../../../../server/store/ledger/verify-ledger.ts';
import { sqliteSql } from '../../../../server/store/sqlite-sql.ts';
import { entry, NOON, payout, refund } from '../samples.ts';
import { filledStore, KEY, tempFolder, tempStore } from '../temp-store.ts';

export interface Books {
  readonly store: Store;
  readonly folder: string;
  /** What the store has logged: the message, and the facts as JSON. */
  readonly log: readonly string[];
  /** As somebody with access to the database: without the triggers, and without the keys. */
  attack(...statements: readonly string[]): void;
  rows(query: string): readonly Readonly<Record<string, unknown>>[];
  verify(expected?: readonly ExpectedSeal[], cipher?: Cipher): Promise<LedgerReport>;
  /** Each finding as `subject entry: problem`. */
  findings(expected?: readonly ExpectedSeal[], cipher?: Cipher): Promise<readonly string[]>;
}

/** A store with a payment of four entries and a refund, one of two entries, and a payout of two. */
export async function books(t: TestContext, { cipher = createCipher([KEY]) } = {}): Promise<Books> {
  const folder = tempFolder(t);
  const log: string[] = [];
  const write = (facts: object, message: string): void => void log.push(`${message} ${JSON.stringify(facts)}`);
  const options = { folder, cipher, log: { debug: write, info: write, warn: write, error: write } };
  const store = await filledStore(t, options);
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_1', entry({ said: 'one', note: undefined }));
    await tx.appendHistory('pay_1', entry({ said: 'two', note: 'review: paid_late' }));
    await tx.updatePayment('pay_1', { status: 'succeeded', refundedAmount: 0 });
  }, 'new');
  await store.transact(async (tx) => {
    await tx.appendHistory(
      'pay_1',
      entry({ said: 'three', source: 'merchant', note: 'Budi called, 0812 (decided by me)' }),
    );
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

  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  const verify: Books['verify'] = (expected = [], keys = cipher) =>
    verifyLedger({ sql: sqliteSql(file), cipher: keys }, expected);
  return {
    store,
    folder,
    log,
    attack(...statements) {
      const triggers = file.query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").rows;
      file.exec('PRAGMA foreign_keys = OFF');
      for (const { name } of triggers) file.exec(`DROP TRIGGER ${String(name)}`);
      for (const statement of statements) file.exec(statement);
      for (const { sql } of triggers) file.exec(String(sql));
    },
    rows: (query) => file.query(query).rows,
    verify,
    async findings(expected, keys) {
      const { findings } = await verify(expected, keys);
      return findings.map(({ subject, entry: number, problem }) => `${subject} ${number ?? ''}: ${problem}`);
    },
  };
}

/** Another store on the same file, as after a restart. */
export const reopened = (t: TestContext, folder: string): Promise<Store> => tempStore(t, { folder });
