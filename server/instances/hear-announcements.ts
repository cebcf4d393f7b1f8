import type { Changes, Store } from '../payments/ports/ports.ts';

export interface Hearers {
  /** Live updates of this instance. */
  readonly changes: Pick<Changes, 'publish'>;
  /** A job may be due. */
  readonly wake: () => void;
  /** Announcements were missed: looks for changes that nobody has heard of. */
  readonly reread: () => void;
}

/** Passes on what any instance announces. Returns a function that stops it. */
export const hearAnnouncements = (
  store: Pick<Store, 'onAnnouncement'>,
  { changes, wake, reread }: Hearers,
): (() => void) =>
  store.onAnnouncement((heard) => {
    if ('changed' in heard) changes.publish(heard.changed);
    if ('jobs' in heard) wake();
    if ('missed' in heard) {
      wake();
      reread();
    }
  });
