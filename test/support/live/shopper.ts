import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { A_PAYOUT_ORDER } from '../a-payout-order.ts';
import { merchantReferenceOf } from '../../../server/payments/ports/reference.ts';
import type { Page } from './page.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { DefiniteAnswer, RetryingClient } from './retrying-client.ts';
import { LIVE_KEYS } from './server-environment.ts';

/** What happens in a shop: an order, a payment, sometimes another channel, a refund, a payout. */
export interface Shop {
  readonly client: RetryingClient;
  readonly world: OutsideWorld;
  /** Returns 0 up to 1. */
  readonly random: () => number;
  /** Milliseconds for which a customer waits to be told that the money arrived. */
  readonly patienceMs: number;
  /** Opens the page of the checkout, which tells the customer. Default: the shop's server asks. */
  readonly openPage?: (checkoutId: string, clientToken: string) => Page;
}

/** The one that can be refunded comes first. */
const CHANNELS = ['ewallet_dana', 'va_bca', 'qris', 'retail_alfamart'] as const;
const POLL_MS = 60;

const created = z.object({ id: z.string(), clientToken: z.string() });
const payment = z.object({ id: z.string(), status: z.string(), channel: z.string(), amount: z.number() });
const checkout = z.object({ status: z.string() });

/** One order under a name of its own, from the checkout to what follows the payment. */
export async function shopOnce(shop: Shop, name: string): Promise<void> {
  const { client, random } = shop;
  const amount = 50_000 + Math.floor(random() * 100) * 1_000;
  const order = await client.send({
    method: 'POST',
    path: '/v1/checkouts',
    bearer: LIVE_KEYS.api,
    key: `checkout ${name}`,
    body: { reference: name, amount, currency: 'IDR', returnUrl: 'https://shop.example/thanks' },
  });
  if (order.status !== 201) throw new Error(`unexpected answer ${order.status} ${JSON.stringify(order.body)}`);
  const { id, clientToken } = created.parse(order.body);
  const first = await choose(shop, name, clientToken, 0);
  const chosen = random() < 0.2 ? ((await choose(shop, name, clientToken, 1)) ?? first) : first;
  // Nobody can pay without instructions: their answer was lost on the way.
  if (chosen?.status !== 'requires_action') return;
  const page = shop.openPage?.(id, clientToken);
  try {
    if ((await payAtProvider(shop, chosen.id)) && (await waitUntilPaid(shop, id, page)))
      await afterwards(shop, name, chosen);
  } finally {
    page?.close();
  }
}

/** What may follow a payment. */
async function afterwards(shop: Shop, name: string, chosen: z.infer<typeof payment>): Promise<void> {
  if (chosen.channel === CHANNELS[0] && shop.random() < 0.6) await refund(shop, name, chosen);
  if (shop.random() < 0.4) await payOut(shop, name);
}

/** The customer chooses a channel. Nothing is returned where there is nothing to pay. */
async function choose(
  { client, random }: Shop,
  name: string,
  clientToken: string,
  choice: number,
): Promise<z.infer<typeof payment> | undefined> {
  const wanted = {
    method: 'POST',
    path: '/v1/session/payments',
    bearer: clientToken,
    key: `payment ${name} ${choice}`,
    address: `10.${byte(random)}.${byte(random)}.${byte(random)}`,
    body: { channel: CHANNELS[Math.floor(random() * CHANNELS.length)] },
  } as const;
  const answer = await client.send(wanted);
  // A customer who clicks twice gets the same payment.
  if (random() < 0.2) await client.send(wanted);
  if (isRefused(answer)) return undefined;
  return payment.parse(answer.body);
}

/** Refusals that are right: an earlier payment is not decided yet, or the provider refused. */
function isRefused({ status, body }: DefiniteAnswer): boolean {
  if (status < 300) return false;
  if (status === 402 || status === 409) return true;
  throw new Error(`unexpected answer ${status} ${JSON.stringify(body)}`);
}

async function payAtProvider({ world }: Shop, id: string): Promise<boolean> {
  const reference = merchantReferenceOf(id);
  for (const simulator of world.simulators) {
    const created = simulator.ledger().findLast((entry) => entry.kind === 'create' && entry.reference === reference);
    if (created !== undefined) return (await simulator.perform(created.id, 'pay')).ok;
  }
  return false;
}

async function waitUntilPaid({ client, patienceMs }: Shop, id: string, page: Page | undefined): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    if (page === undefined ? await isPaid(client, id) : page.paidShownAt !== undefined) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function isPaid(client: RetryingClient, id: string): Promise<boolean> {
  const { body } = await client.send({ method: 'GET', path: `/v1/checkouts/${id}`, bearer: LIVE_KEYS.api });
  return checkout.parse(body).status === 'paid';
}

async function refund({ client, random }: Shop, name: string, paid: z.infer<typeof payment>): Promise<void> {
  const amount = Math.floor(paid.amount * (0.2 + 0.8 * random()));
  isRefused(
    await client.send({
      method: 'POST',
      path: `/v1/payments/${paid.id}/refunds`,
      bearer: LIVE_KEYS.api,
      key: `refund ${name}`,
      body: { amount },
    }),
  );
}

async function payOut({ client }: Shop, name: string): Promise<void> {
  isRefused(
    await client.send({
      method: 'POST',
      path: '/v1/payouts',
      bearer: LIVE_KEYS.payout,
      key: `payout ${name}`,
      body: {
        reference: `seller ${name}`,
        ...A_PAYOUT_ORDER,
      },
    }),
  );
}

const byte = (random: () => number): number => 1 + Math.floor(random() * 250);
