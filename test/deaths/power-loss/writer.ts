import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../server/platform/clock.ts';
import { createCipher } from '../../../server/platform/crypto.ts';
import { createIdGenerator } from '../../../server/platform/ids.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { bareCheckout, barePayment, entry } from '../../server/store/samples.ts';

/* Writes so many units of work, and the ids of each into the file `acks` once it was acknowledged. */

const [, , folder = '', units = ''] = process.argv;
const WRITERS = 8;
/** Larger rows, so that the log is merged into the file several times. */
const DESCRIPTION = 'x'.repeat(8_000);

const ids = createIdGenerator(systemClock);
let left = Number(units);

async function write(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  while (left > 0) {
    left -= 1;
    const [checkoutId, paymentId] = [ids.next('co'), ids.next('pay')];
    await store.transact(async (tx) => {
      await tx.insertCheckout(bareCheckout({ id: checkoutId, reference: checkoutId, description: DESCRIPTION }));
      await tx.insertPayment(barePayment({ id: paymentId, merchantReference: paymentId, checkoutId }));
      await tx.appendHistory(paymentId, entry());
      await tx.scheduleJob({ kind: 'inquire', key: paymentId, runAt: 1 });
    }, 'new');
    appendFileSync(join(folder, 'acks'), `${checkoutId} ${paymentId}\n`);
  }
}

async function main(): Promise<void> {
  const store = await openStore({
    url: `file:${join(folder, 'kasir.db')}`,
    clock: systemClock,
    cipher: createCipher([Buffer.alloc(32, 7)]),
    log: quietLog,
  });
  await Promise.all(Array.from({ length: WRITERS }, () => write(store)));
  // Not closed: that would merge the log, and the power fails while the server runs.
  process.exit(0);
}

void main();
