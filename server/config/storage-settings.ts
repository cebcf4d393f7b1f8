import { readDatabaseUrl } from './config.ts';
import type { ConfigFault, Environment } from './fault.ts';
import { encryptionKeys } from './formats.ts';
import { readSecretFile, withFiles, type ReadSecretFile } from './secret-files.ts';
import type { Secret } from '../platform/secret.ts';

export type StorageSettings =
  | { readonly ok: true; readonly url: string; readonly keys: readonly Secret[] }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** Reads only `DATABASE_URL` and `KASIR_ENCRYPTION_KEYS`, for commands that read the storage. */
export function readStorageSettings(
  environment: Environment,
  readFile: ReadSecretFile = readSecretFile,
): StorageSettings {
  const variable = 'KASIR_ENCRYPTION_KEYS';
  const database = readDatabaseUrl(environment, readFile);
  const filled = withFiles(environment, { secret: [variable] }, readFile);
  const parsed = encryptionKeys.safeParse(filled.environment[variable], { error: () => 'is required' });
  const faults = [...(database.ok ? [] : database.faults), ...filled.faults];
  if (parsed.success && database.ok && faults.length === 0) return { ok: true, url: database.url, keys: parsed.data };
  const messages =
    parsed.success || filled.unread.has(variable) ? [] : parsed.error.issues.map(({ message }) => message);
  return { ok: false, faults: [...faults, ...messages.map((message) => ({ variable, message }))] };
}
