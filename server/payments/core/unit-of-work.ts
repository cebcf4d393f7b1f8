import type { EventType } from '../../../shared/event-type.ts';
import { changedAt } from './changed-at.ts';
import type { Domain, EventSubjects } from './domain.ts';
import type { Instant, Payout } from '../model/model.ts';
import type { Tx } from '../ports/ports.ts';

/** One unit of work: everything in it commits together, events and jobs included. */
export interface UnitOfWork {
  readonly tx: Tx;
  readonly now: Instant;
  readonly domain: Domain;
  /** Appends an event of this checkout and schedules its delivery. The subjects are what the storefront will see. */
  emit(type: EventType, checkoutId: string, subjects?: Omit<EventSubjects, 'checkout' | 'payments'>): Promise<void>;
  /** The same for a payout, which has no checkout. Answers it with its new sequence. */
  emitPayout(type: EventType, payout: Payout): Promise<Payout>;
  /** Somebody may be watching this checkout. */
  markChanged(checkoutId: string): void;
}

/** Runs the work in one transaction; tells watchers and the job runner once it is durable. */
export async function commit<T>(deps: Domain, work: (unitOfWork: UnitOfWork) => Promise<T>): Promise<T> {
  const changed = new Set<string>();
  const commandResult: (readonly [EventType, EventSubjects])[] = [];
  const result = await deps.store.transact((tx) => work(createUnitOfWork(deps, tx, changed, commandResult)));
  for (const [type, subjects] of commandResult) deps.countEvent?.(type, subjects);
  for (const checkoutId of changed) deps.changes.publish(checkoutId);
  deps.wake();
  return result;
}

function createUnitOfWork(
  deps: Domain,
  tx: Tx,
  changed: Set<string>,
  commandResult: (readonly [EventType, EventSubjects])[],
): UnitOfWork {
  const now = deps.clock.now();
  const keep = async (type: EventType, stream: string, sequence: number, body: string): Promise<void> => {
    // Settled now, whatever is chosen by the time that it is due. Without an address, whoever delivers settles it.
    const isOff = deps.deliveredTypes?.has(type) === false;
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
      await keep(type, checkoutId, sequence, body);
      commandResult.push([type, subjects]);
    },
    async emitPayout(type, payout) {
      const commandResult = { ...payout, sequence: payout.sequence + 1 };
      await tx.updatePayout(payout.id, { sequence: commandResult.sequence });
      await keep(
        type,
        payout.id,
        commandResult.sequence,
        deps.render({ type, at: now, sequence: commandResult.sequence }, { payout: commandResult }),
      );
      return commandResult;
    },
  };
}
