import assert from 'node:assert/strict';
import type { Instant } from '../../../server/payments/model/model.ts';
import type { Store, Tx } from '../../../server/payments/ports/ports.ts';
import { payout, refund, savedMethod } from './samples.ts';
import { filledStore, storeTest } from './temp-store.ts';

/** Every kind of row that has an `updatedAt`. */
const ROWS: readonly {
  readonly name: string;
  readonly change: (tx: Tx, updatedAt: Instant) => Promise<void>;
  readonly read: (store: Store) => Promise<{ readonly updatedAt: Instant } | undefined>;
}[] = [
  {
    name: 'checkout',
    change: (tx, updatedAt) => tx.updateCheckout('co_1', { updatedAt }),
    read: (store) => store.findCheckout('co_1'),
  },
  {
    name: 'payment',
    change: (tx, updatedAt) => tx.updatePayment('pay_1', { updatedAt }),
    read: (store) => store.findPayment('pay_1'),
  },
  {
    name: 'refund',
    change: (tx, updatedAt) => tx.updateRefund('rf_1', { updatedAt }),
    read: (store) => store.findRefund('rf_1'),
  },
  {
    name: 'saved method',
    change: (tx, updatedAt) => tx.updateSavedMethod('tok_1', { updatedAt }),
    read: (store) => store.findSavedMethod('tok_1'),
  },
  {
    name: 'payout',
    change: (tx, updatedAt) => tx.updatePayout('po_1', { updatedAt }),
    read: (store) => store.findPayout('po_1'),
  },
];

for (const { name, change, read } of ROWS) {
  storeTest(`updatedAt of a ${name} rises with every change, also when the clock is set back (D10)`, async (t) => {
    const store = await filledStore(t);
    await store.transact(async (tx) => {
      await tx.insertRefund(refund());
      await tx.insertSavedMethod(savedMethod());
      await tx.insertPayout(payout());
    }, 'new');
    const before = (await read(store))?.updatedAt ?? 0;
    const seen: number[] = [];
    for (const moment of [before + 5_000, before + 5_000, before - 600_000]) {
      await store.transact((tx) => change(tx, moment), 'new');
      seen.push(((await read(store))?.updatedAt ?? 0) - before);
    }
    assert.deepEqual(seen, [5_000, 5_001, 5_002]);
  });
}
