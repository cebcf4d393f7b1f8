import type { Instant } from '../../../payments/payment.ts';
import type { Fault } from '../../simulator.ts';
import { spoil } from './spoil.ts';
import { sealed, type Message } from './wire.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/** One notification and how often it was tried. */
export interface Delivery {
  readonly id: string;
  readonly url: string;
  /** Signed, as they were when it happened: every try sends the same bytes. */
  readonly message: Message;
  /** Sent instead: a body that is no form. */
  readonly garbage?: string | undefined;
  dueAt: Instant;
  /** What our address answered, try by try; 0 when it did not. */
  readonly answers: number[];
  state: 'waiting' | 'sending' | 'accepted' | 'abandoned';
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** The pause before each of the six. */
const PAUSES = [SECOND, 30 * SECOND, 60 * SECOND, 90 * SECOND, HOUR, 2 * HOUR];
const KEPT = 1_000;

/** Queues a notification. It leaves at the next `runDue` after its first pause. */
export function announce(world: World, url: string, message: Message): void {
  const fault = world.faults.take('notice');
  if (fault?.kind === 'lost') return;
  const copies = fault?.kind === 'duplicate' ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) world.deliveries.push(newDelivery(world, url, message, fault));
}

const newDelivery = (world: World, url: string, message: Message, fault: Fault | undefined): Delivery => ({
  id: world.options.uuid(),
  url,
  message: sealed(fault ? spoil(message, fault.kind) : message, world.options.platformPrivateKey),
  garbage: fault?.kind === 'garbage' ? '%%%=&&' : undefined,
  dueAt: now(world) + (PAUSES[0] ?? 0) + (fault?.kind === 'late' ? (fault.delayMs ?? HOUR) : 0),
  answers: [],
  state: 'waiting',
});

/** The request as it goes over the wire. */
export function notificationRequest({ options }: World, url: string, message: Message, body?: string): Request {
  const target = options.notifyOrigin === undefined ? url : moved(url, options.notifyOrigin);
  const texts = Object.entries(message).map(([name, value]) => [name, String(value)] as const);
  const form = options.notificationForm ?? 'urlencoded';
  if (body === undefined && form === 'multipart') {
    const mark = '----kasirsimulator7d1f';
    const parts = texts.map(
      ([name, text]) => `--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
    );
    return post(target, `multipart/form-data; boundary=${mark}`, `${parts.join('')}--${mark}--\r\n`);
  }
  if (body === undefined && form === 'json') {
    return post(target, 'application/json', JSON.stringify(Object.fromEntries(texts)));
  }
  const encoded = new URLSearchParams(texts.map(([name, text]) => [name, text])).toString();
  return post(target, 'application/x-www-form-urlencoded', body ?? encoded);
}

const post = (url: string, contentType: string, body: string): Request =>
  new Request(url, { method: 'POST', headers: { 'content-type': contentType }, body });

const moved = (url: string, origin: string): string => {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
};

/** One attempt. The bare word SUCCESS ends it; anything else plans the next one, six in all. */
export async function send(world: World, delivery: Delivery): Promise<void> {
  delivery.state = 'sending';
  const { status, text } = await attempt(world, delivery);
  delivery.answers.push(status);
  if (status === 200 && text.trim() === 'SUCCESS') return finish(world, delivery, 'accepted');
  const pause = PAUSES[delivery.answers.length];
  if (pause === undefined) return finish(world, delivery, 'abandoned');
  delivery.dueAt = now(world) + pause;
  delivery.state = 'waiting';
}

async function attempt(world: World, { url, message, garbage }: Delivery): Promise<{ status: number; text: string }> {
  try {
    const response = await world.options.deliver(notificationRequest(world, url, message, garbage));
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
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
