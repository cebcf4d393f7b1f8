import { createCipher } from '../../../server/platform/crypto.ts';
import { createIdGenerator } from '../../../server/platform/ids.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { bareCheckout } from './samples.ts';
import { KEY, quiet } from './temp-store.ts';

/* Writes until nothing can be written any more, prints the last id that was acknowledged, and closes the store. */

const [, , url = ''] = process.argv;
const ids = createIdGenerator(systemClock);

async function main(): Promise<void> {
  const store = await openStore({ url, clock: systemClock, cipher: createCipher([KEY]), log: quiet });
  let last = '';
  try {
    for (;;) {
      const id = ids.next('co');
      const description = 'x'.repeat(20_000);
      await store.transact((tx) => tx.insertCheckout(bareCheckout({ id, reference: id, description })), 'new');
      last = id;
    }
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
  }
  await store.close();
  process.stdout.write(last);
}

void main();
