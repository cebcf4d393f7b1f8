import type { TestContext } from 'node:test';
import { sql as fragment } from 'kysely';
import type { Store } from '../../../../server/payments/ports/ports.ts';
import { createCipher, type Cipher } from '../../../../server/platform/crypto.ts';
import { createIdGenerator } from '../../../../server/platform/ids.ts';
import { verifyLedger, type LedgerReport } from '../../../../server/store/ledger/verify-ledger.ts';
import { openBooks } from '../../../../server/store/open-books.ts';
import { openPurge } from '../../../../server/store/purge/open-purge.ts';
import { purgeStore, type PurgeOptions, type PurgeReport } from '../../../../server/store/purge/purge-store.ts';
import { movedTables } from '../../../../server/store/move/moved-tables.ts';
import type { TableAccess } from '../../../../server/store/table-access.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';
import { bareCheckout, barePayment, entry, event, payout, refund, savedMethod } from '../samples.ts';
import { databaseUrl, KEY, quiet, tempStore } from '../temp-store.ts';

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 5, 1);
export const OLD = NOW - 500 * DAY;
export const BEFORE = NOW - 400 * DAY;

/** The ids of one order. */
export interface Order {
  readonly checkout: string;
  readonly payment: string;
  readonly refund: string;
  readonly method: string;
}

export interface Shop {
  readonly url: string;
  readonly store: Store;
  /** A paid order that was refunded, with a row in every table that can have one. */
  order(at?: number): Promise<Order>;
  payout(at?: number): Promise<string>;
  /** Purges as the command does: nobody else uses a file. */
  purge(options?: Partial<PurgeOptions>): Promise<PurgeReport>;
  verify(): Promise<LedgerReport>;
  /** How many rows each table has, of those that have any. */
  rows(): Promise<Readonly<Record<string, number>>>;
}

export async function shop(t: TestContext, cipher: Cipher = createCipher([KEY])): Promise<Shop> {
  const url = await databaseUrl(t);
  let store = await tempStore(t, { url, cipher });
  const clock = virtualClock(OLD);
  const ids = createIdGenerator(clock);
  let orders = 0;
  const withAccess = async <T>(use: (access: TableAccess) => Promise<T>) => {
    const books = await openBooks(url, cipher, quiet);
    try {
      return await use(books.access);
    } finally {
      await books.close();
    }
  };
  return {
    url,
    get store() {
      return store;
    },
    async order(at = OLD) {
      orders += 1;
      const idAt = (prefix: 'co' | 'pay' | 'rf' | 'tok' | 'evt') => createIdGenerator(virtualClock(at)).next(prefix);
      const made = { checkout: idAt('co'), payment: idAt('pay'), refund: idAt('rf'), method: idAt('tok') };
      const times = { createdAt: at, updatedAt: at };
      await store.transact(async (tx) => {
        await tx.insertCheckout(
          bareCheckout({ id: made.checkout, reference: `order-${orders}`, status: 'paid', ...times }),
        );
        await tx.insertPayment(
          barePayment({
            ...{ id: made.payment, checkoutId: made.checkout, merchantReference: `REF${orders}`, status: 'succeeded' },
            ...{ providerReferences: { request: `pr-${orders}`, payment: `py-${orders}` }, expiresAt: at, ...times },
          }),
        );
        await tx.appendHistory(made.payment, entry({ at, note: undefined }));
        await tx.appendHistory(made.payment, entry({ at, source: 'merchant', note: 'Budi called' }));
        await tx.insertRefund(
          refund({
            ...{ id: made.refund, paymentId: made.payment, merchantReference: `RF${orders}`, status: 'succeeded' },
            ...{ providerReferences: { refund: `rfd-${orders}` }, ...times },
          }),
        );
        await tx.insertSavedMethod(
          savedMethod({ id: made.method, paymentId: made.payment, status: 'removed', ...times }),
        );
        await tx.insertEvent(
          event({ id: idAt('evt'), stream: made.checkout, createdAt: at, deliveredAt: at, retryAt: undefined }),
        );
        await tx.insertNotification({
          ...{ provider: 'bank-of-tests', body: Buffer.from(`paid ${orders}`), subject: made.payment, receivedAt: at },
        });
        await tx.claimIdempotencyKey({
          ...{ scope: 'storefront', key: `key-${orders}`, fingerprint: 'f', resourceId: made.checkout, createdAt: at },
        });
      }, 'new');
      return made;
    },
    async payout(at = OLD) {
      const id = createIdGenerator(virtualClock(at)).next('po');
      const times = { createdAt: at, updatedAt: at };
      await store.transact(async (tx) => {
        await tx.insertPayout(
          payout({ id, reference: `of ${id}`, merchantReference: id, status: 'succeeded', ...times }),
        );
        await tx.appendPayoutHistory(id, { ...entry({ at }), from: 'processing', to: 'succeeded' });
        await tx.insertEvent(event({ id: ids.next('evt'), stream: id, createdAt: at, deliveredAt: at }));
      }, 'new');
      return id;
    },
    async purge(options = {}) {
      if (url.startsWith('file:')) await store.close();
      const opened = await openPurge({ url, cipher, clock: virtualClock(NOW), log: quiet, dryRun: false });
      const report = await purgeStore({
        ...{ run: opened.run, before: BEFORE, recordsBefore: NOW - 30 * DAY, now: NOW, ...options },
      });
      await opened.close();
      if (url.startsWith('file:')) store = await tempStore(t, { url, cipher });
      return report;
    },
    verify: () => withAccess((access) => verifyLedger(access)),
    rows: () =>
      withAccess(async ({ sql }) => {
        const counts: Record<string, number> = {};
        for (const { name } of movedTables()) {
          const query = fragment<{ n: number }>`SELECT count(*) AS n FROM ${fragment.table(name)}`;
          const n = Number((await sql.first({ compile: () => query.compile(sql.build) }))?.n);
          if (n > 0) counts[name] = n;
        }
        return counts;
      }),
  };
}
