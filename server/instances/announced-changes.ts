import type { Changes, Store } from '../payments/ports/ports.ts';

/** Live updates that reach the subscribers on every instance; those here through {@link hearAnnouncements} as well. */
export const announcedChanges = (store: Pick<Store, 'announce'>, changes: Changes): Changes => ({
  ...changes,
  publish: (checkoutId) => store.announce([{ changed: checkoutId }]),
});
