import * as z from 'zod/mini';
import { text } from './fields.ts';

/** `POST /v1/encryption/renew`: encrypts some rows by the first of the keys; repeated with its cursor, all of them. */
export const renewEncryptionRequest = z.strictObject({
  /** The `nextCursor` of the step before. */
  cursor: z.optional(text(2_000)),
});

export const renewEncryptionResponse = z.object({
  table: z.string(),
  read: z.int(),
  renewed: z.int(),
  /** Changed by somebody else meanwhile. */
  missed: z.int(),
  /** No key opens them. */
  unreadable: z.int(),
  nextCursor: z.nullable(z.string()),
});
export type RenewEncryptionResponse = z.infer<typeof renewEncryptionResponse>;
