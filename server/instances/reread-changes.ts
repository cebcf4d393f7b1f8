import type { Changes, Log, Store } from '../payments/ports/ports.ts';
import { createOutageLog } from '../platform/outage-log.ts';
import type { Timers } from '../platform/timers.ts';

export interface RereadChangesOptions {
  readonly store: Pick<Store, 'positionsOf'>;
  readonly changes: Changes;
  readonly log: Log;
  readonly timers: Timers;
}

export interface RereadChanges {
  start(): void;
  /** Reads them again now. Never rejects. */
  reread(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 2_000;
/** How many checkouts one query is about. */
const AT_ONCE = 500;

/**
 * Finds changes of checkouts with an open event stream that nobody has announced: the instance that made them may have
 * died, or the announcement was lost on the way. One query for many checkouts reads which of them have changed.
 */
export function rereadChanges({ store, changes, log, timers }: RereadChangesOptions): RereadChanges {
  let known: ReadonlyMap<string, string> = new Map();
  let cancel = (): void => undefined;
  let running = false;
  let reading: Promise<void> | undefined;
  const outage = createOutageLog({
    log,
    began: 'checkouts of open event streams could not be read again: it is tried again',
    ended: 'checkouts of open event streams are read again',
  });

  async function readAll(): Promise<void> {
    const ids = changes.subscribed();
    const positions = new Map<string, string>();
    for (let from = 0; from < ids.length; from += AT_ONCE)
      for (const [id, position] of await store.positionsOf(ids.slice(from, from + AT_ONCE)))
        positions.set(id, position);
    // A stream that is new here has read its checkout itself, perhaps before the latest change.
    const changed = [...positions].filter(([id, position]) => known.get(id) !== position);
    known = positions;
    for (const [id] of changed) changes.publish(id);
  }

  const reread = (): Promise<void> =>
    (reading ??= readAll()
      .then(() => outage.worked())
      .catch((error: unknown) => outage.failed({ error }))
      .finally(() => (reading = undefined)));

  const schedule = (): void => {
    cancel = timers.after(EVERY_MS, () => void reread().then(() => running && schedule()));
  };

  return {
    reread,
    start() {
      running = true;
      schedule();
    },
    stop() {
      running = false;
      cancel();
    },
  };
}
