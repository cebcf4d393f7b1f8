import { z } from 'zod';

/** A date or a time: `2026-01-31`, `2026-01-31T17:00:00Z`. */
export const timeOption = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:T.+)?$/)
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()));
