import type { Instant } from '../model/model.ts';

/** The `updatedAt` of a row that is changed now. It rises with every change, even if the clock was set back. */
export const changedAt = (now: Instant, { updatedAt }: { readonly updatedAt: Instant }): Instant =>
  Math.max(now, updatedAt + 1);
