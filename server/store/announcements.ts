import type { HeardAnnouncement, InstanceStore, Log } from '../payments/ports/ports.ts';

export interface LocalAnnouncements extends Pick<InstanceStore, 'onAnnouncement'> {
  announce(announcements: readonly HeardAnnouncement[]): void;
}

/** Announcements among the users of one store object. Each listener is called later, never within the announcement. */
export function localAnnouncements(log: Log): LocalAnnouncements {
  const listeners = new Set<{ readonly hear: (announcement: HeardAnnouncement) => void }>();
  return {
    announce(announcements) {
      setImmediate(() => {
        for (const announcement of announcements)
          for (const { hear } of [...listeners]) {
            try {
              hear(announcement);
            } catch (error) {
              log.error({ error }, 'listener for announcements failed');
            }
          }
      });
    },
    onAnnouncement(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
