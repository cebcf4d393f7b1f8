import * as z from 'zod/mini';
import { emptyRequest } from './fields.ts';

/** `POST /v1/checkouts/:id/token`: a fresh client token; earlier ones live on until they end. */
export const renewTokenRequest = emptyRequest;

export const renewTokenResponse = z.object({ clientToken: z.string(), clientTokenExpiresAt: z.iso.datetime() });
export type RenewTokenResponse = z.infer<typeof renewTokenResponse>;
