import * as z from 'zod/mini';
import { amount, text } from '../../../shared/api/fields.ts';
import { note } from './fields.ts';
import { DECISIONS } from './payments.ts';

/* What an operator asks for. Each request says why. */

export const inquireRequest = z.strictObject({ note });
export const cancelRequest = z.strictObject({ note });
/** The amount that the operator has confirmed: none is taken as given. */
export const captureRequest = z.strictObject({ amount, note });
export const refundRequest = z.strictObject({ amount, note });
export const resolveRequest = z.strictObject({ decision: z.enum(DECISIONS), note });
export const redeliverRequest = z.strictObject({ event: text(100), note });
export const approvePayoutRequest = z.strictObject({ note });
export const resolvePayoutRequest = z.strictObject({ decision: z.enum(['succeeded', 'failed']), note });

/** What has become of it: the object that was made or changed, and its status. */
export const actResponse = z.object({ id: z.string(), status: z.string() });
export type ActResponse = z.infer<typeof actResponse>;
