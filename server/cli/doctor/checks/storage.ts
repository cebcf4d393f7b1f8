import { isPostgresUrl } from '../../../store/is-postgres-url.ts';
import type { GeneralCheck } from '../check.ts';
import { createCipher } from '../../../platform/crypto.ts';
import { checkPostgres } from '../storage/check-postgres.ts';
import { checkSqlite } from '../storage/check-sqlite.ts';

/** The storage can be used, is of this version, has these keys, and loses nothing that it has confirmed. Takes no lock. */
export const checkStorage: GeneralCheck =
  ({ config, clocks }) =>
  async (signal) => {
    const url = config.databaseUrl.reveal();
    const cipher = createCipher(config.encryptionKeys.map((key) => Buffer.from(key.reveal(), 'base64')));
    return isPostgresUrl(url)
      ? checkPostgres({ url, cipher, poolSize: config.databasePool, clocks, signal })
      : checkSqlite(url, cipher);
  };
