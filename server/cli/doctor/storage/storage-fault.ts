import { WrongEncryptionKeys } from '../../../store/key-canary.ts';
import { SchemaTooNew } from '../../../store/schema/schema-state.ts';
import { fail, type Finding } from '../finding.ts';

/** The errors of the storage say what is wrong; most name the variable too. */
export function storageFault(error: unknown): Finding {
  const message = error instanceof Error ? error.message : 'the storage cannot be used';
  if (error instanceof WrongEncryptionKeys)
    return fail(message, 'add the key that encrypted the data to KASIR_ENCRYPTION_KEYS, after the first');
  if (error instanceof SchemaTooNew)
    return fail(message, 'start that version, or set DATABASE_URL to a backup from before');
  return fail(message, 'mend what DATABASE_URL leads to, or set it to another place');
}
