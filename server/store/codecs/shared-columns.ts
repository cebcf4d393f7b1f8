import { z } from 'zod';
import { FAILURE_CODES } from '../../../shared/payment-status.ts';
import { json } from './column.ts';

/* Columns that several entities have. */

export const stringRecord = z.record(z.string(), z.string());

export const providerReferences = json('provider_references', stringRecord);

export const failure = json(
  'failure',
  z.object({
    code: z.enum(FAILURE_CODES),
    providerCode: z.string().optional(),
    reason: z.string().optional(),
    undelivered: z.literal(true).optional(),
  }),
);
