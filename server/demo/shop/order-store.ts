import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';
import { orderSchema, receivedEventSchema, type Order, type ReceivedEvent } from './order.ts';

/** So many orders are kept; the oldest are dropped first. */
const MAX_ORDERS = 5_000;
const MAX_EVENTS = 5_000;

/** One change; the newest entry of an order, and of an event, counts. */
const changeSchema = z.object({ order: z.optional(orderSchema), event: z.optional(receivedEventSchema) });
type Change = z.infer<typeof changeSchema>;

/** The shop's own records: orders, and the events it received. All in memory, and durable when a promise resolves. */
export interface OrderStore {
  /** Newest first. */
  orders(): readonly Order[];
  findOrder(id: string): Order | undefined;
  /** By checkout id, or, where that is not known yet, the newest order of that reference. */
  findOrderOf(checkout: { id?: string | undefined; reference?: string | undefined }): Order | undefined;
  findEvent(id: string): ReceivedEvent | undefined;
  /** Newest first. */
  eventsOf(orderId: string): readonly ReceivedEvent[];
  /** Puts in or replaces, by id; order and event together or not at all. */
  save(change: Change): Promise<void>;
}

export async function openOrderStore(path: string): Promise<OrderStore> {
  const orders = new Map<string, Order>();
  const events = new Map<string, ReceivedEvent>();

  function apply({ order, event }: Change): void {
    if (order) orders.set(order.id, order);
    if (event) events.set(event.id, event);
    dropOldest(orders, MAX_ORDERS);
    dropOldest(events, MAX_EVENTS);
  }

  const file = await openJsonLines(path, changeSchema, (changes) => {
    for (const change of changes) apply(change);
    return [...[...orders.values()].map((order) => ({ order })), ...[...events.values()].map((event) => ({ event }))];
  });

  const newestFirst = <T>(map: ReadonlyMap<string, T>): readonly T[] => [...map.values()].reverse();

  return {
    orders: () => newestFirst(orders),
    findOrder: (id) => orders.get(id),
    findOrderOf: ({ id, reference }) =>
      newestFirst(orders).find((order) => id !== undefined && order.checkoutId === id) ??
      newestFirst(orders).find((order) => order.checkoutId === undefined && order.reference === reference),
    findEvent: (id) => events.get(id),
    eventsOf: (orderId) => newestFirst(events).filter((event) => event.orderId === orderId),
    save: (change) => {
      apply(change);
      return file.append(change);
    },
  };
}

function dropOldest(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
