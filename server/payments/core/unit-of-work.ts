import type { EventType } from '../../../shared/event-type.ts';
import { changedAt } from './changed-at.ts';
import type { Domain, EventSubjects } from './domain.ts';
import type { Instant, Payout } from '../model/model.ts';
import type { Aggregate, Tx } from '../ports/ports.ts';

/** One unit of work: everything in it commits together, events and jobs included. */
export interface UnitOfWork {
  readonly tx: Tx;
  readonly now: Instant;
  readonly domain: Domain;
  /** Appends an event of this checkout, with views of the subjects, and schedules its delivery. */
  emit(type: EventType, checkoutId: string, subjects?: Omit<EventSubjects, 'checkout' | 'payments'>): Promise<void>;
  /** The same for a payout, which has no checkout. Returns the payout with its new sequence. */
  emitPayout(type: EventType, payout: Payout): Promise<Payout>;
  /** Live updates of this checkout are sent after the commit. */
  markChanged(checkoutId: string): void;
}

type EmittedEvent = readonly [EventType, EventSubjects];

/**
 * Runs the work in one transaction, with its aggregate locked: what it reads stays as it is until it ends. The store
 * may run it again, so it must not keep anything of an earlier run. Live updates, counters and the job runner follow
 * once it is durable.
 */
export async function commit<T>(
  deps: Domain,
  aggregate: Aggregate,
  work: (unitOfWork: UnitOfWork) => Promise<T>,
): Promise<T> {
  const changed = new Set<string>();
  const emitted: EmittedEvent[] = [];
  let dueAt: Instant | undefined;
  const result = await deps.store.transact(async (tx) => {
    changed.clear();
    emitted.length = 0;
    const value = await work(createUnitOfWork(deps, tx, changed, emitted));
    dueAt = tx.earliestJob();
    return value;
  }, aggregate);
  for (const [type, subjects] of emitted) deps.countEvent?.(type, subjects);
  for (const checkoutId of changed) deps.changes.publish(checkoutId);
  if (dueAt !== undefined) deps.wake(dueAt);
  return result;
}

function createUnitOfWork(deps: Domain, tx: Tx, changed: Set<string>, emitted: EmittedEvent[]): UnitOfWork {
  const now = deps.clock.now();
  const insertEvent = async (type: EventType, stream: string, sequence: number, body: string): Promise<void> => {
    // A type that is off now stays off for this event; without a webhook URL all are.
    const isOff = deps.deliveredTypes?.has(type) !== true;
    await tx.insertEvent({
      id: deps.idGenerator.next('evt'),
      type,
      stream,
      sequence,
      body,
      createdAt: now,
      deliveryAttempts: 0,
      deliveryExhausted: isOff,
    });
    if (!isOff) await tx.scheduleJob({ kind: 'deliver', key: stream, runAt: now });
  };
  return {
    tx,
    now,
    domain: deps,
    markChanged: (checkoutId) => changed.add(checkoutId),
    async emit(type, checkoutId, subjects = {}) {
      changed.add(checkoutId);
      const checkout = await tx.findCheckout(checkoutId);
      if (checkout === undefined) throw new Error(`an event of a checkout that does not exist: ${checkoutId}`);
      const sequence = checkout.sequence + 1;
      const updatedAt = changedAt(now, checkout);
      await tx.updateCheckout(checkoutId, { sequence, updatedAt });
      const body = deps.render(
        { type, at: now, sequence },
        { checkout: { ...checkout, sequence, updatedAt }, payments: await tx.paymentsOf(checkoutId), ...subjects },
      );
      await insertEvent(type, checkoutId, sequence, body);
      emitted.push([type, subjects]);
    },
    async emitPayout(type, payout) {
      const after = { ...payout, sequence: payout.sequence + 1 };
      const { id, sequence } = after;
      await tx.updatePayout(id, { sequence });
      await insertEvent(type, id, sequence, deps.render({ type, at: now, sequence }, { payout: after }));
      return after;
    },
  };
}
