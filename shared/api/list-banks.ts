import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';

/** `GET /v1/banks`: bank codes with names, for a picker. Not exhaustive: a code that is not in it may be good. */
export const listBanksResponse = z.object({
  data: z.array(z.object({ code: z.string(), name: z.string(), currency: z.enum(CURRENCIES) })),
  nextCursor: z.null(),
});
export type ListBanksResponse = z.infer<typeof listBanksResponse>;
