import { createCipher } from '../../../server/platform/crypto.ts';
import { createIdGenerator } from '../../../server/platform/ids.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { bareCheckout, barePayment, entry } from './samples.ts';
import { KEY, quiet } from './temp-store.ts';

/* Writes until it is killed; prints the id of each unit of work after it was acknowledged. */

const [, , url = ''] = process.argv;
const WRITERS = 16;

const ids = createIdGenerator(systemClock);

async function main(): Promise<void> {
  const store = await openStore({ url, clock: systemClock, cipher: createCipher([KEY]), log: quiet });
  const write = async (): Promise<void> => {
    for (;;) {
      const [checkoutId, paymentId] = [ids.next('co'), ids.next('pay')];
      await store.transact(async (tx) => {
        await tx.insertCheckout(bareCheckout({ id: checkoutId, reference: checkoutId }));
        await tx.insertPayment(barePayment({ id: paymentId, merchantReference: paymentId, checkoutId }));
        await tx.appendHistory(paymentId, entry());
        await tx.scheduleJob({ kind: 'inquire', key: paymentId, runAt: 1 });
      }, 'new');
      process.stdout.write(`${checkoutId} ${paymentId}\n`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

void main();
