import type { z } from 'zod';
import type { Cipher } from '../platform/crypto.ts';
import { unseal, unsealJson, type Place } from './row.ts';
import { CorruptRow } from './storage-errors.ts';

/**
 * The sealed columns of one row. One that does not open (it was tampered with, or its key was taken away) is missing,
 * and the row says so: status, amounts and ids are not sealed, so everything else goes on.
 */
export interface SealedColumns {
  text(place: Place, sealed: string): string | undefined;
  json<T>(place: Place, sealed: string, schema: z.core.$ZodType<T>): T | undefined;
  /** To be read after all columns: `true` where one of them did not open. */
  readonly unreadable: true | undefined;
}

export function sealedColumns(cipher: Cipher): SealedColumns {
  let unreadable: true | undefined;
  const orMissing = <T>(open: () => T): T | undefined => {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof CorruptRow)) throw error;
      unreadable = true;
      return undefined;
    }
  };
  return {
    text: (place, sealed) => orMissing(() => unseal(cipher, place, sealed)),
    json: (place, sealed, schema) => orMissing(() => unsealJson(cipher, place, sealed, schema)),
    get unreadable() {
      return unreadable;
    },
  };
}
