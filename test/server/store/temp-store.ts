import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Clock, Log, Store } from '../../../server/payments/ports/ports.ts';
import { createCipher, type Cipher } from '../../../server/platform/crypto.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { migratedDatabase } from '../../support/migrated-database.ts';
import { migratedFile } from '../../support/migrated-file.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { bareCheckout, barePayment, fullCheckout, fullPayment } from './samples.ts';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const KEY = Buffer.alloc(32, 7);

export function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-store-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const onPostgres = new WeakSet<TestContext>();

/** A test of the store's port, once on each database. {@link tempStore} opens the one whose turn it is. */
export function storeTest(title: string, body: (t: TestContext) => Promise<void>): void {
  test(`${title} (SQLite)`, body);
  test(`${title} (PostgreSQL)`, (t) => {
    onPostgres.add(t);
    return body(t);
  });
}

/** The URL of a database of its own: in PostgreSQL where it is that one's turn, else a file. */
export async function databaseUrl(t: TestContext, folder?: string): Promise<string> {
  if (folder !== undefined) return `file:${join(folder, 'kasir.db')}`;
  if (onPostgres.has(t)) return migratedDatabase();
  const path = join(tempFolder(t), 'kasir.db');
  await migratedFile(path);
  return `file:${path}`;
}

/** A store on a database of its own, closed when the test ends. Given a folder, it is a SQLite file there. */
export async function tempStore(
  t: TestContext,
  {
    folder,
    cipher = createCipher([KEY]),
    log = quiet,
    clock = virtualClock(),
    isShared,
    url,
  }: { folder?: string; cipher?: Cipher; log?: Log; clock?: Clock; isShared?: boolean; url?: string } = {},
): Promise<Store> {
  const store = await openStore({ url: url ?? (await databaseUrl(t, folder)), clock, cipher, log, isShared });
  t.after(() => store.close());
  return store;
}

/** With the checkouts `co_1` and `co_2` and the payments `pay_1` and `pay_2` of the first one. */
export async function filledStore(t: TestContext, options?: Parameters<typeof tempStore>[1]): Promise<Store> {
  const store = await tempStore(t, options);
  await store.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    await tx.insertPayment(fullPayment());
    await tx.insertPayment(barePayment());
  }, 'new');
  return store;
}
