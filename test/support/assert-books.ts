import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createCipher } from '../../server/platform/crypto.ts';
import { verifyLedger } from '../../server/store/ledger/verify-ledger.ts';
import { openBooks } from '../../server/store/open-books.ts';
import { quietLog } from './quiet-log.ts';

/** Whatever the server has done, `kasir verify-ledger` finds nothing in its books. Does nothing without a SQLite file. */
export async function assertBooks(folder: string): Promise<void> {
  const path = join(folder, 'kasir.db');
  if (!existsSync(path)) return;
  const books = await openBooks(`file:${path}`, createCipher([Buffer.alloc(32, 7)]), quietLog);
  const { findings } = await verifyLedger(books.access).finally(() => void books.close());
  assert.deepEqual(findings, [], 'the ledger does not verify');
}
