import { z } from 'zod';

/** A date or a time: `2026-01-31`, `2026-01-31T17:00:00Z`. Not one that no calendar has, which `Date` takes for a later one. */
export const timeOption = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:T.+)?$/)
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success)
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()));
