import type { Instant } from '../model/model.ts';

/** When a row that was changed at `before` is changed now. It rises with every change, whatever the clock does. */
export const changedAt = (now: Instant, { updatedAt }: { readonly updatedAt: Instant }): Instant =>
  Math.max(now, updatedAt + 1);
