import { randomUUID } from 'node:crypto';
import { sql as fragment } from 'kysely';
import type { Client } from 'pg';
import { CommitUnknown, type Announcement, type InstanceStore, type Log } from '../../payments/ports/ports.ts';
import { localAnnouncements } from '../announcements.ts';
import { prepared } from '../prepared.ts';
import type { Sql } from '../sql.ts';
import { CHANNEL, listenForAnnouncements } from './announcement-listener.ts';
import { announcementTexts, readAnnouncements } from './announcement-text.ts';

export interface PostgresAnnouncementsOptions {
  /** A connection of its own, not open yet. */
  readonly connect: () => Client;
  /** Runs statements that are sent together, in one transaction. */
  readonly run: (work: (sql: Sql) => Promise<void>) => Promise<void>;
  readonly log: Log;
}

export interface PostgresAnnouncements extends Pick<InstanceStore, 'announce' | 'onAnnouncement'> {
  /** Runs the work, which only sends, soon: with that of others, and in the transaction that announces it. */
  announceAfter(work: (sql: Sql) => Promise<void>, announcements: readonly Announcement[]): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly announcements: readonly Announcement[];
  /** Absent: what is announced is committed already. */
  readonly work?: (sql: Sql) => Promise<void>;
  readonly resolve?: () => void;
  readonly reject?: (error: unknown) => void;
}

/** Between two notifications at least: each of them is a commit, and PostgreSQL makes those one after another. */
const PAUSE_MS = 20;

const NOTIFY = prepared<unknown>((db) => ({
  compile: () => fragment`SELECT pg_notify(${CHANNEL}, value) FROM json_array_elements_text(${''}::json)`.compile(db),
}));

/**
 * Announcements among all instances by LISTEN and NOTIFY, those of this one among its own listeners directly. Notified
 * after the commit that they are about, and not within it, where NOTIFY would let only one commit run at a time. So they
 * may be lost with this process; then others notice by reading again.
 */
export function postgresAnnouncements({ connect, run, log }: PostgresAnnouncementsOptions): PostgresAnnouncements {
  const local = localAnnouncements(log);
  const sender = randomUUID();
  const waiting: Waiting[] = [];
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
      // What one request announces and releases at its end goes out together.
      await new Promise((resolve) => setImmediate(resolve));
      await sendTogether(waiting.splice(0));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async function sendTogether(all: readonly Waiting[]): Promise<void> {
    const texts = announcementTexts(
      sender,
      all.flatMap(({ announcements }) => announcements),
    );
    const sent = (): Promise<void> =>
      run(async (sql) => {
        for (const { work } of all) await work?.(sql);
        await sql.send(NOTIFY(sql, [CHANNEL, JSON.stringify(texts)]));
      });
    try {
      // A connection that was idle may have been lost meanwhile, and all of this can be repeated.
      await sent().catch((error: unknown) => {
        if (!(error instanceof CommitUnknown)) throw error;
        return sent();
      });
      for (const { work, announcements, resolve } of all) {
        if (work !== undefined) local.announce(announcements);
        resolve?.();
      }
    } catch (error) {
      log.debug({ error }, 'announcements could not be sent: other instances notice by reading again');
      for (const { reject } of all) reject?.(error);
    }
  }

  function add(one: Waiting): void {
    waiting.push(one);
    sending ??= send().finally(() => (sending = undefined));
  }

  return {
    announce(announcements) {
      local.announce(announcements);
      add({ announcements });
    },
    announceAfter: (work, announcements) =>
      new Promise((resolve, reject) => {
        add({ announcements, work, resolve, reject });
      }),
    onAnnouncement: local.onAnnouncement,
    async close() {
      await sending;
      await stopListening();
    },
  };
}
