import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Clock, Log, Store } from '../../../server/payments/ports/ports.ts';
import { createCipher, type Cipher } from '../../../server/platform/crypto.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { bareCheckout, barePayment, fullCheckout, fullPayment } from './samples.ts';

export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const KEY = Buffer.alloc(32, 7);

export function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-store-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store on a file of its own, closed and removed when the test ends. */
export async function tempStore(
  t: TestContext,
  {
    folder = tempFolder(t),
    cipher = createCipher([KEY]),
    log = quiet,
    clock = virtualClock(),
    isShared,
  }: { folder?: string; cipher?: Cipher; log?: Log; clock?: Clock; isShared?: boolean } = {},
): Promise<Store> {
  const store = await openStore({ url: `file:${join(folder, 'kasir.db')}`, clock, cipher, log, isShared });
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
