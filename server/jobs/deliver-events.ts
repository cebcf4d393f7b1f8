import type { EventResponse, Instant, StoredEvent } from '../payments/model/model.ts';
import {
  isPermanentRejection,
  isSent,
  mayBeOvertaken,
  nextDelivery,
  type Clock,
  type DeliveredTypes,
  type Log,
  type Store,
} from '../payments/ports/ports.ts';
import { errorName } from './error-name.ts';
import { nextDeliveryAt } from './delivery-schedule.ts';
import type { EventReceiver } from './event-receiver.ts';
import { recoveryProbes } from './recovery-probes.ts';
import { idFacts } from '../platform/id-facts.ts';
import type { JobHandler } from './runner.ts';

export interface DeliverEventsOptions {
  readonly store: Pick<Store, 'undeliveredOf' | 'wasOvertaken' | 'transact' | 'probeWaiting'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Where events go; without it they are only listed. */
  readonly receiver?: EventReceiver | undefined;
  /** A body with the current views, for an event that later ones have overtaken, or whose body cannot be decrypted. */
  readonly renderAgain: (event: StoredEvent) => Promise<string>;
  /** Returns 0 up to 1. */
  readonly random: () => number;
  /** Called for each event that is not sent any more. */
  readonly countExhausted?: (() => void) | undefined;
}

/**
 * The handler of `deliver` jobs, whose key is a checkout or payout: sends its next event that was not acknowledged. One
 * event for each run, so that a run never outlasts its lease; the next event follows at once.
 */
export function deliverEvents(options: DeliverEventsOptions): JobHandler {
  const { store, clock, log, receiver, random } = options;
  const undeliveredOf = (stream: string): Promise<readonly StoredEvent[]> =>
    withoutUnsent(store, stream, receiver?.types);
  if (receiver === undefined) return ({ key }) => undeliveredOf(key).then(() => undefined);
  const { types, receive } = receiver;
  const probes = recoveryProbes(store, clock, log);

  async function deliver(event: StoredEvent): Promise<EventResponse> {
    const at = new Date(clock.now());
    const isOutdated =
      event.unreadable === true || mayBeOvertaken(event, clock.now()) || (await store.wasOvertaken(event));
    const body = isOutdated ? await options.renderAgain(event) : event.body;
    const facts = { ...factsOf(event), deliveryAttempt: event.deliveryAttempts + 1 };
    try {
      const { status } = await receive({ id: event.id, body, isOutdated, at });
      if (!isAcknowledged({ status }))
        log.warn({ ...facts, status }, 'event delivery failed: the storefront did not acknowledge it');
      return { at: clock.now(), status };
    } catch (error) {
      log.warn({ ...facts, error }, 'event delivery failed: no response from the storefront, or its onEvent threw');
      return { at: clock.now(), error: errorName(error) };
    }
  }

  return async ({ key: stream }) => {
    const undelivered = await undeliveredOf(stream);
    const { send: event, checkAt } = nextDelivery(undelivered, types, clock.now());
    if (event === undefined) return checkAt;
    const isProbe = event.deliveryAttempts > 0 && (event.retryAt ?? 0) > clock.now();
    const response = await deliver(event);
    const outcome = isProbe ? afterProbe(event, response) : afterAttempt(event, response, random);
    if (outcome.deliveryExhausted === true) {
      log.error(factsOf(event), 'event delivery attempts exhausted: it is sent again only by a redelivery');
      options.countExhausted?.();
    }
    const isRedelivered = await store.transact(
      async (tx) => {
        const fresh = await tx.findEvent(event.id);
        // A redelivery was requested during this attempt: it starts over, whatever the result of this one.
        const startsOver = fresh?.deliveryAttempts !== event.deliveryAttempts || fresh.requested !== event.requested;
        await tx.updateEvent(event.id, startsOver ? { lastResponse: response } : outcome);
        return startsOver;
      },
      { of: 'stream', id: stream },
    );
    if (isAcknowledged(response)) await probes.acknowledged();
    else if (!isProbe && !isPermanentRejection(response.status)) probes.failed();
    // Nothing else was left, and an event that was added meanwhile has scheduled this job again.
    if (isAcknowledged(response) && !isRedelivered && undelivered.length === 1) return undefined;
    const next = nextDelivery(await undeliveredOf(stream), types, clock.now());
    return next.send === undefined ? next.checkAt : clock.now();
  };
}

const factsOf = ({ id, type, stream }: StoredEvent): object => ({ event: id, type, ...idFacts(stream) });

/** Events whose type is not chosen, or that have no address, are marked exhausted: a later setting does not send them. */
async function withoutUnsent(
  store: Pick<Store, 'undeliveredOf' | 'transact'>,
  stream: string,
  types: DeliveredTypes,
): Promise<readonly StoredEvent[]> {
  for (;;) {
    const found = await store.undeliveredOf(stream);
    const unsent = found.filter((event) => !isSent(event, types));
    if (unsent.length === 0) return found;
    await store.transact(
      async (tx) => {
        for (const { id, requested } of unsent)
          if ((await tx.findEvent(id))?.requested === requested) await tx.updateEvent(id, { deliveryExhausted: true });
      },
      { of: 'stream', id: stream },
    );
  }
}

type Outcome = Partial<
  Pick<
    StoredEvent,
    'deliveredAt' | 'deliveryAttempts' | 'retryAt' | 'deliveryExhausted' | 'lastResponse' | 'refusedSince' | 'probeAt'
  >
>;

const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200 && status < 300;

/** What a scheduled delivery attempt changes. */
function afterAttempt(event: StoredEvent, response: EventResponse, random: () => number): Outcome {
  const deliveryAttempts = event.deliveryAttempts + 1;
  const changes = { deliveryAttempts, lastResponse: response, probeAt: undefined };
  if (isAcknowledged(response))
    return { ...changes, deliveredAt: response.at, retryAt: undefined, deliveryExhausted: false };
  const retryAt = nextDeliveryAt(deliveryAttempts, response.at, random);
  return {
    ...changes,
    retryAt,
    deliveryExhausted: retryAt === undefined,
    refusedSince: refusedSince(event, response),
  };
}

/** A probe does not count as a scheduled attempt. A failed one is recorded as `probeAt` equal to `retryAt`. */
function afterProbe(event: StoredEvent, response: EventResponse): Outcome {
  if (isAcknowledged(response))
    return { deliveredAt: response.at, retryAt: undefined, lastResponse: response, probeAt: undefined };
  return { lastResponse: response, probeAt: event.retryAt, refusedSince: refusedSince(event, response) };
}

/** An event that later ones may have overtaken stays so, whatever the later responses. */
function refusedSince(event: StoredEvent, { at, status }: EventResponse): Instant | undefined {
  if (isPermanentRejection(status)) return event.refusedSince ?? at;
  return mayBeOvertaken(event, at) ? event.refusedSince : undefined;
}
