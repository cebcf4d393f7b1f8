import { createCipher } from '../../server/platform/crypto.ts';
import { openStore } from '../../server/store/open-store.ts';
import { instanceCases } from '../support/instance-cases.ts';
import { migratedDatabase } from '../support/migrated-database.ts';
import { quietLog } from '../support/quiet-log.ts';

instanceCases(
  'PostgreSQL',
  async (_folder, clock) =>
    openStore({
      url: await migratedDatabase(),
      clock,
      cipher: createCipher([Buffer.alloc(32, 7)]),
      log: quietLog,
    }),
  { oneProvider: true },
);
