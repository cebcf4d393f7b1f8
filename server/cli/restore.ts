import { statSync } from 'node:fs';
import { readStorageSettings } from '../config/storage-settings.ts';
import { environment, EXIT_CONFIG } from '../main.ts';
import { createCipher, type Cipher } from '../platform/crypto.ts';
import { restoreFile } from '../store/backup/restore-file.ts';
import { WrongEncryptionKeys } from '../store/key-canary.ts';
import { sqliteUrl } from './backup.ts';
import { CommandFailed } from './command-failed.ts';
import type { Options } from './options.ts';
import { printResult } from './print-result.ts';

/** `restore`: puts a backup in the place of the SQLite database. */
export async function restore(backup: string, { force, json, 'without-keys': withoutKeys }: Options): Promise<void> {
  const url = sqliteUrl('pg_restore (pg_restore --dbname="$DATABASE_URL" kasir.dump)');
  const cipher = withoutKeys === true ? undefined : readCipher();
  // The check is one statement, which nothing can be told of meanwhile.
  if ((statSync(backup, { throwIfNoEntry: false })?.size ?? 0) > LARGE)
    process.stderr.write(`copying and checking ${backup}; this may take a while\n`);
  const restored = await restoreFile(backup, url, { force: force === true, cipher, now: Date.now() }).catch(explained);
  const { path, aside, checkouts, payments, newestChange } = restored;
  printResult(
    json === true,
    restored,
    `${path} is the backup now: ${checkouts} checkouts, ${payments} payments${newestChange === undefined ? '' : `, the newest change of ${newestChange}`}
${aside === undefined ? '' : `what was there is ${aside}\n`}Payments made since then are not known here: look them up with "kasir reconcile" and the providers' files
`,
  );
}

/** One that may take longer than a moment. */
const LARGE = 100 * 1024 ** 2;

function explained(error: unknown): never {
  if (!(error instanceof WrongEncryptionKeys)) throw error;
  throw new CommandFailed(`KASIR_ENCRYPTION_KEYS are not those of the backup: ${error.message}`, EXIT_CONFIG);
}

/** The keys of the server, which must be those of the backup. */
function readCipher(): Cipher {
  const settings = readStorageSettings(environment);
  if (settings.ok) return createCipher(settings.keys.map((key) => Buffer.from(key.reveal(), 'base64')));
  const faults = settings.faults.map(({ variable, message }) => `${variable} ${message}`);
  throw new CommandFailed(`${faults.join('\n')}\n--without-keys restores without checking them`, EXIT_CONFIG);
}
