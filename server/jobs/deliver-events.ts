import { Webhook } from 'standardwebhooks';
import type { StoredEvent } from '../payments/payment.ts';
import type { Clock, Log, Store } from '../payments/ports.ts';
import { nextDeliveryAt } from './delivery-schedule.ts';
import type { JobHandler } from './runner.ts';
import type { SendWebhook } from './webhook-sender.ts';

export interface DeliverEventsOptions {
  readonly store: Pick<Store, 'nextUndelivered' | 'transact'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: SendWebhook;
  /** Where the storefront hears of events; without it they stay in the log. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  /** 0 up to 1. */
  readonly random: () => number;
}

/**
 * The handler of `deliver` jobs, whose key is a checkout or payout: posts its oldest event that was not acknowledged.
 * One event a run, so that a lease is never outlived; the next one follows at once. Throws at once on a secret that is
 * not base64 after `whsec_`.
 */
export function deliverEvents({ store, clock, log, send, webhook, random }: DeliverEventsOptions): JobHandler {
  if (webhook === undefined) return () => Promise.resolve(undefined);
  const { url, secret } = webhook;
  const signer = new Webhook(secret);

  /** Whether the storefront acknowledged it. */
  async function post(event: StoredEvent): Promise<boolean> {
    const at = new Date(clock.now());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Kasir',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signer.sign(event.id, at, event.body),
    };
    const facts = { event: event.id, type: event.type, attempt: event.attempts + 1 };
    try {
      const { status } = await send({ url, headers, body: event.body });
      if (status >= 200 && status < 300) return true;
      log.warn({ ...facts, status }, 'the storefront did not acknowledge an event');
    } catch (error) {
      log.warn({ ...facts, error }, 'the storefront did not answer to an event');
    }
    return false;
  }

  return async ({ key: stream }) => {
    const event = await store.nextUndelivered(stream);
    if (event === undefined) return undefined;
    // Another event of it has woken us: the one before it keeps its place and its time.
    const waitsUntil = event.attempts === 0 ? undefined : event.nextAttemptAt;
    if (waitsUntil !== undefined && waitsUntil > clock.now()) return waitsUntil;

    const acknowledged = await post(event);
    const now = clock.now();
    const attempts = event.attempts + 1;
    const nextAttemptAt = acknowledged ? undefined : nextDeliveryAt(attempts, now, random);
    const abandoned = !acknowledged && nextAttemptAt === undefined;
    if (abandoned)
      log.error({ event: event.id, type: event.type, attempts }, 'an event was given up: it waits for a redelivery');
    await store.transact((tx) =>
      tx.updateEvent(event.id, { attempts, nextAttemptAt, abandoned, ...(acknowledged ? { deliveredAt: now } : {}) }),
    );
    if (nextAttemptAt !== undefined) return nextAttemptAt;
    return (await store.nextUndelivered(stream)) === undefined ? undefined : now;
  };
}
