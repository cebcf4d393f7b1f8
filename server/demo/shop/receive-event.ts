import { applyEvent, eventSchema } from './apply-event.ts';
import type { OrderStore } from './order-store.ts';
import { verifySignature } from './verify-signature.ts';

export interface EventDelivery {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Verify the raw bytes, recognise a repeat by its id, store, and only then let the caller answer 2xx.
 * `refused`: the signature, its time or the shape is wrong, and nothing has changed.
 */
export async function receiveEvent(
  { body, headers }: EventDelivery,
  secret: string,
  store: OrderStore,
  now: number,
): Promise<'stored' | 'repeated' | 'refused'> {
  if (!verifySignature(body, headers, secret, now)) return 'refused';
  const parsed = eventSchema.safeParse(readJson(body));
  const id = headers['webhook-id'];
  if (!parsed.success || id === undefined) return 'refused';

  const known = store.findEvent(id);
  if (known) {
    await store.save({ event: { ...known, deliveries: known.deliveries + 1 } });
    return 'repeated';
  }
  const event = parsed.data;
  const order = store.findOrderOf(event.data.checkout ?? {});
  await store.save({
    order: order && applyEvent(order, event, now),
    event: { id, type: event.type, orderId: order?.id, sequence: event.data.sequence, receivedAt: now, deliveries: 1 },
  });
  return 'stored';
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
