import type { RestorableSimulator } from '../providers/simulation/assemble-simulator.ts';
import type { Simulator } from '../providers/simulation/simulator.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import { withoutCardData } from './without-card-data.ts';

/**
 * A simulator keeps everything in memory, and orders in progress have to survive a restart of the demo: it starts from
 * the snapshot in the file, and what a call has changed is in the file before the call is answered.
 */
export function persistentSimulator(simulator: RestorableSimulator, file: SnapshotFile, now: () => number): Simulator {
  const saved = file.read();
  if (saved !== undefined) simulator.restore(saved);

  const save = (): void => file.write(simulator.snapshot());

  function saving<T>(work: () => T): T {
    try {
      return work();
    } finally {
      save();
    }
  }

  /** Also when the call throws: some simulated faults lose the answer after the work is done. */
  async function savingAfter<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      save();
    }
  }

  const { decide, payouts } = simulator;
  return {
    id: simulator.id,
    baseUrl: simulator.baseUrl,
    get silent() {
      return simulator.silent;
    },
    set silent(silent: boolean) {
      saving(() => {
        simulator.silent = silent;
      });
    },
    fail: (fault) => saving(() => simulator.fail(fault)),
    ledger: () => simulator.ledger(),
    nextDueAt: () => simulator.nextDueAt(),
    payments: () => saving(() => simulator.payments()),
    perform: (id, action, amount) => savingAfter(() => simulator.perform(id, action, amount)),
    ...(payouts && { payouts: () => saving(payouts) }),
    ...(decide && { decide: (id, decision) => saving(() => decide(id, decision)) }),
    handle: (request) => savingAfter(async () => simulator.handle(await withoutCard(request))),
    // Called several times a second: where nothing is due, nothing can have changed.
    async runDue() {
      if ((simulator.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now()) await savingAfter(() => simulator.runDue());
    },
  };
}

/** The same request; of a real card it has only what may be kept. */
async function withoutCard(request: Request): Promise<Request> {
  const { method, url, headers } = request;
  const body = withoutCardData(await request.text(), headers.get('content-type') ?? '');
  return new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
}
