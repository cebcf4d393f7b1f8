import type { Client } from 'pg';
import type { Log } from '../../payments/ports/ports.ts';

export const CHANNEL = 'kasir';

export interface AnnouncementListenerOptions {
  /** A connection that is not open yet. It must be a session of its own: a pooler that shares sessions loses LISTEN. */
  readonly connect: () => Client;
  readonly heard: (text: string) => void;
  /** The connection is there again: what was sent meanwhile was missed. */
  readonly reconnected: () => void;
  readonly log: Log;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** A server that vanished closes no connection: only a question shows that nobody is there. */
const CHECK_EVERY_MS = 5_000;
const CLOSE_MS = 1_000;

/** Keeps one connection that listens. Returns a function that closes it. */
export function listenForAnnouncements(options: AnnouncementListenerOptions): () => Promise<void> {
  const { log } = options;
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const later = (ms: number, work: () => void): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(work, ms).unref();
  };

  /** Connects anew, unless `failed` was given up before. */
  function lost(failed: Client, error: unknown): void {
    if (client !== failed) return;
    client = undefined;
    failed.end().catch(() => undefined);
    if (closed) return;
    if (failures === 0)
      log.warn({ error }, 'connection for announcements lost: other instances are heard of by polling');
    later(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), () => void connect());
    failures += 1;
  }

  async function connect(): Promise<void> {
    const next = options.connect();
    client = next;
    next.on('error', (error) => lost(next, error));
    next.on('end', () => lost(next, new Error('the server closed the connection')));
    next.on('notification', ({ payload }) => options.heard(payload ?? ''));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      return lost(next, error);
    }
    if (client !== next) return;
    if (failures > 0) {
      log.info({}, 'connection for announcements is back');
      options.reconnected();
    }
    failures = 0;
    check(next);
  }

  function check(current: Client): void {
    later(CHECK_EVERY_MS, () => {
      current.query('SELECT 1').then(
        () => client === current && check(current),
        (error: unknown) => lost(current, error),
      );
    });
  }

  void connect();
  return async () => {
    closed = true;
    clearTimeout(timer);
    // A server that has vanished confirms nothing.
    await Promise.race([
      client?.end().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref()),
    ]);
  };
}
