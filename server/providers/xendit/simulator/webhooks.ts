import type { Instant } from '../../../payments/payment.ts';
import type { Fault } from '../../simulator.ts';
import { spoil } from './spoil.ts';
import { iso } from './views.ts';
import type { World } from './world.ts';
import { BUSINESS_ID, now } from './world.ts';

/** One notification and how often it was tried. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  /** The object as it was when the event happened. */
  readonly data: object;
  /** Sent instead of the envelope: a body that is no JSON. */
  readonly garbage?: string | undefined;
  dueAt: Instant;
  firstTriedAt?: Instant | undefined;
  /** What our address answered, try by try; 0 when it did not. */
  readonly answers: number[];
  state: 'waiting' | 'sending' | 'accepted' | 'abandoned';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** After the first attempt; then only a person resends it. */
const REPEATS = [15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];
const KEPT = 1_000;

/** Queues a notification. It leaves at the next `runDue`, never from inside the request that caused it. */
export function announce(world: World, event: string, data: object): void {
  const fault = world.faults.take('notice');
  if (fault?.kind === 'lost') return;
  const copies = fault?.kind === 'duplicate' ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) world.deliveries.push(newDelivery(world, event, data, fault));
}

const newDelivery = (world: World, event: string, data: object, fault: Fault | undefined): Delivery => ({
  id: world.options.uuid(),
  event,
  data: fault ? spoil(data, fault.kind) : data,
  garbage: fault?.kind === 'garbage' ? '{"event": "payment.capt' : undefined,
  dueAt: now(world) + (fault?.kind === 'late' ? (fault.delayMs ?? HOUR) : 0),
  answers: [],
  state: 'waiting',
});

/** The request as it goes over the wire. `created` is the time of this attempt, so no two attempts are equal. */
export const webhookRequest = (world: World, event: string, data: object, token: string | undefined): Request =>
  new Request(world.options.webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-callback-token': token }) },
    body: JSON.stringify({ event, business_id: BUSINESS_ID, created: iso(now(world)), api_version: 'v3', data }),
  });

const withBody = ({ url, headers }: Request, body: string): Request =>
  new Request(url, { method: 'POST', headers, body });

/** One attempt. A 2xx ends it; anything else plans the next one, six times at most. */
export async function send(world: World, delivery: Delivery): Promise<void> {
  delivery.state = 'sending';
  delivery.firstTriedAt ??= now(world);
  const status = await attempt(world, delivery);
  delivery.answers.push(status);
  if (status >= 200 && status < 300) return finish(world, delivery, 'accepted');
  const repeat = REPEATS[delivery.answers.length - 1];
  if (repeat === undefined) return finish(world, delivery, 'abandoned');
  delivery.dueAt = delivery.firstTriedAt + repeat;
  delivery.state = 'waiting';
}

/** The dashboard's resend button: one more attempt, now, whatever became of the earlier ones. */
export async function resend(world: World, delivery: Delivery): Promise<void> {
  if (delivery.state === 'waiting') await send(world, delivery);
  else delivery.answers.push(await attempt(world, delivery));
}

async function attempt(world: World, { event, data, garbage }: Delivery): Promise<number> {
  const { callbackToken, deliver } = world.options;
  const request = webhookRequest(world, event, data, callbackToken);
  try {
    const response = await deliver(garbage === undefined ? request : withBody(request, garbage));
    // The body is read to its end, so that a real connection is free again.
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

function finish(world: World, delivery: Delivery, state: 'accepted' | 'abandoned'): void {
  delivery.state = state;
  const index = world.deliveries.indexOf(delivery);
  if (index >= 0) world.deliveries.splice(index, 1);
  world.delivered.push(delivery);
  if (world.delivered.length > KEPT) world.delivered.shift();
}

/** Sends what is due, one after another, the earliest first. */
export async function sendDue(world: World): Promise<void> {
  for (;;) {
    if (world.silent) return;
    const due = world.deliveries
      .filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now(world))
      .reduce<Delivery | undefined>((first, next) => (first && first.dueAt <= next.dueAt ? first : next), undefined);
    if (!due) return;
    await send(world, due);
  }
}
