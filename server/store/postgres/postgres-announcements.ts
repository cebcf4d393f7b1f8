import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Announcement, InstanceStore, Log } from '../../payments/ports/ports.ts';
import { localAnnouncements } from '../announcements.ts';
import { CHANNEL, listenForAnnouncements } from './announcement-listener.ts';
import { announcementTexts, readAnnouncements } from './announcement-text.ts';

export interface PostgresAnnouncementsOptions {
  /** A connection of its own, not open yet. */
  readonly connect: () => Client;
  /** Runs one statement on a connection of the pool. */
  readonly query: (text: string, parameters: readonly unknown[]) => Promise<unknown>;
  readonly log: Log;
}

export interface PostgresAnnouncements extends Pick<InstanceStore, 'announce' | 'onAnnouncement'> {
  close(): Promise<void>;
}

/** Between two notifications at least: each of them is a commit, and PostgreSQL makes those one after another. */
const PAUSE_MS = 20;

/**
 * Announcements among all instances by LISTEN and NOTIFY, those of this one among its own listeners directly. Notified
 * after the commit that they are about, and not within it, where NOTIFY would let only one commit run at a time. So they
 * may be lost with this process; then others notice by reading again.
 */
export function postgresAnnouncements({ connect, query, log }: PostgresAnnouncementsOptions): PostgresAnnouncements {
  const local = localAnnouncements(log);
  const sender = randomUUID();
  const waiting: Announcement[] = [];
  let sending: Promise<void> | undefined;

  const stopListening = listenForAnnouncements({
    connect,
    log,
    heard(text) {
      const announcements = readAnnouncements(sender, text);
      local.announce(announcements ?? [{ missed: true }]);
    },
    reconnected: () => local.announce([{ missed: true }]),
  });

  async function send(): Promise<void> {
    while (waiting.length > 0) {
      const texts = announcementTexts(sender, waiting.splice(0));
      try {
        await query(`SELECT pg_notify('${CHANNEL}', value) FROM json_array_elements_text($1::json)`, [
          JSON.stringify(texts),
        ]);
      } catch (error) {
        log.debug({ error }, 'announcements could not be sent: other instances notice by reading again');
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  return {
    announce(announcements) {
      local.announce(announcements);
      waiting.push(...announcements);
      sending ??= send().finally(() => (sending = undefined));
    },
    onAnnouncement: local.onAnnouncement,
    async close() {
      await sending;
      await stopListening();
    },
  };
}
