import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';

/** `GET /v1/banks`: bank codes with names, for a selection list. Not exhaustive: other codes may be valid. */
export const listBanksResponse = z.object({
  data: z.array(z.object({ code: z.string(), name: z.string(), currency: z.enum(CURRENCIES) })),
  nextCursor: z.null(),
});
export type ListBanksResponse = z.infer<typeof listBanksResponse>;
