import { Webhook } from 'standardwebhooks';
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
import { nextDeliveryAt } from './delivery-schedule.ts';
import { recoveryProbes } from './recovery-probes.ts';
import type { JobHandler } from './runner.ts';
import type { SendWebhook } from './webhook-sender.ts';

export interface DeliverEventsOptions {
  readonly store: Pick<Store, 'undeliveredOf' | 'wasPassed' | 'transact' | 'probeWaiting'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: SendWebhook;
  /** Where the storefront hears of events, and of which; without it they stay in the log. */
  readonly webhook?:
    | {
        readonly url: string;
        /** All of them sign, so that a receiver can change from one to the next. */
        readonly secrets: () => readonly string[];
        readonly types: NonNullable<DeliveredTypes>;
      }
    | undefined;
  /** The body with the views of this moment, for an event that later ones have passed, or whose body cannot be read. */
  readonly renderAgain: (event: StoredEvent) => Promise<string>;
  /** 0 up to 1. */
  readonly random: () => number;
}

/**
 * The handler of `deliver` jobs, whose key is a checkout or payout: posts the next of its events that was not
 * acknowledged. One event a run, so that a lease is never outlived; the next one follows at once. Throws at once on a
 * secret that is not base64 after `whsec_`.
 */
export function deliverEvents(options: DeliverEventsOptions): JobHandler {
  const { store, clock, log, send, webhook, random } = options;
  const undeliveredOf = (stream: string): Promise<readonly StoredEvent[]> =>
    withoutThoseOff(store, stream, webhook?.types);
  if (webhook === undefined) return ({ key }) => undeliveredOf(key).then(() => undefined);
  const { url, types } = webhook;
  const signers = (): Webhook[] => webhook.secrets().map((secret) => new Webhook(secret));
  signers();
  const probes = recoveryProbes(store, clock, log);

  async function post(event: StoredEvent): Promise<EventResponse> {
    const at = new Date(clock.now());
    const isPassed = event.unreadable === true || mayBeOvertaken(event, clock.now()) || (await store.wasPassed(event));
    const body = isPassed ? await options.renderAgain(event) : event.body;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Kasir',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signers()
        .map((signer) => signer.sign(event.id, at, body))
        .join(' '),
    };
    const facts = { event: event.id, type: event.type, retryCount: event.deliveryAttempts + 1 };
    try {
      const { status } = await send({ url, headers, body });
      if (!isAcknowledged({ status })) log.warn({ ...facts, status }, 'the storefront did not acknowledge an event');
      return { at: clock.now(), status };
    } catch (error) {
      log.warn({ ...facts, error }, 'the storefront did not answer to an event');
      return { at: clock.now(), error: nameOf(error) };
    }
  }

  return async ({ key: stream }) => {
    const { send: event, checkAt } = nextDelivery(await undeliveredOf(stream), types, clock.now());
    if (event === undefined) return checkAt;
    const isProbe = event.deliveryAttempts > 0 && (event.retryAt ?? 0) > clock.now();
    const answer = await post(event);
    const outcome = isProbe ? probed(event, answer) : tried(event, answer, random);
    if (outcome.deliveryExhausted === true)
      log.error({ event: event.id, type: event.type }, 'an event was given up: it waits for a redelivery');
    await store.transact(async (tx) => {
      const fresh = await tx.findEvent(event.id);
      // A redelivery was asked for while this try ran: it begins anew, whatever came of this one.
      const isAskedAgain = fresh?.deliveryAttempts !== event.deliveryAttempts || fresh.requested !== event.requested;
      await tx.updateEvent(event.id, isAskedAgain ? { lastAnswer: answer } : outcome);
    });
    if (isAcknowledged(answer)) await probes.acknowledged();
    else if (!isProbe && !isPermanentRejection(answer.status)) probes.failed();
    const next = nextDelivery(await undeliveredOf(stream), types, clock.now());
    return next.send === undefined ? next.checkAt : clock.now();
  };
}

/** What is due while its type is not chosen, or while there is no address, is never sent by itself later either. */
async function withoutThoseOff(
  store: Pick<Store, 'undeliveredOf' | 'transact'>,
  stream: string,
  types: DeliveredTypes,
): Promise<readonly StoredEvent[]> {
  for (;;) {
    const found = await store.undeliveredOf(stream);
    const off = found.filter((event) => !isSent(event, types));
    if (off.length === 0) return found;
    await store.transact(async (tx) => {
      for (const { id, requested } of off)
        if ((await tx.findEvent(id))?.requested === requested) await tx.updateEvent(id, { deliveryExhausted: true });
    });
  }
}

type Outcome = Partial<
  Pick<
    StoredEvent,
    'deliveredAt' | 'deliveryAttempts' | 'retryAt' | 'deliveryExhausted' | 'lastAnswer' | 'refusedSince' | 'probeAt'
  >
>;

const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200 && status < 300;

/** What a try by the schedule changes. */
function tried(event: StoredEvent, answer: EventResponse, random: () => number): Outcome {
  const deliveryAttempts = event.deliveryAttempts + 1;
  const settled = { deliveryAttempts, lastAnswer: answer, probeAt: undefined };
  if (isAcknowledged(answer))
    return { ...settled, deliveredAt: answer.at, retryAt: undefined, deliveryExhausted: false };
  const retryAt = nextDeliveryAt(deliveryAttempts, answer.at, random);
  return {
    ...settled,
    retryAt,
    deliveryExhausted: retryAt === undefined,
    refusedSince: refusedSince(event, answer),
  };
}

/** A try beside the schedule uses none of it up. Put at the time of the next one, it tells that there was one. */
function probed(event: StoredEvent, answer: EventResponse): Outcome {
  if (isAcknowledged(answer))
    return { deliveredAt: answer.at, retryAt: undefined, lastAnswer: answer, probeAt: undefined };
  return { lastAnswer: answer, probeAt: event.retryAt, refusedSince: refusedSince(event, answer) };
}

/** One that others may have passed stays passed, whatever is answered later. */
function refusedSince(event: StoredEvent, { at, status }: EventResponse): Instant | undefined {
  if (isPermanentRejection(status)) return event.refusedSince ?? at;
  return mayBeOvertaken(event, at) ? event.refusedSince : undefined;
}

/** What went wrong, without addresses: a code like `ECONNREFUSED`, or the kind of error. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
