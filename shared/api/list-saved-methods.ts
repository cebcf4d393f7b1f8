import * as z from 'zod/mini';
import { storefrontSavedMethodViewSchema } from './views.ts';

/** `GET /v1/customers/:reference/saved-methods`: the active ones, last used first; one page. */
export const listSavedMethodsResponse = z.object({
  data: z.array(storefrontSavedMethodViewSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListSavedMethodsResponse = z.infer<typeof listSavedMethodsResponse>;
