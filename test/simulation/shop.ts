import type { Access, Reply } from './access.ts';
import type { Random } from './runtime/random.ts';
import type { World } from './world.ts';

export const API_KEY = 'api-key-of-the-storefront';
export const PAYOUT_KEYS = ['payout-key-of-the-finance-team', 'payout-key-of-the-finance-lead'] as const;

/** A request of the shop's server, which it repeats under the same key until it is answered. */
export interface ShopRequest {
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly bearer: string;
}

/** What was answered 2xx: it has to be true for ever. */
export interface Acknowledged {
  readonly request: ShopRequest;
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

export interface KnownCheckout {
  readonly id: string;
  readonly token: string;
  readonly reference: string;
  readonly amount: number;
  readonly capture: 'automatic' | 'manual';
  readonly customer: string;
}

const RETRIES = 6;

/** The shop's server and its finance team. */
export class Shop {
  readonly acknowledged: Acknowledged[] = [];
  readonly checkouts: KnownCheckout[] = [];
  readonly payouts: string[] = [];
  /** All that it ever asked for: the keys of its requests, by their path. */
  readonly asked = new Map<string, Set<string>>();
  /** The keys of requests that were refused. */
  readonly refused = new Set<string>();
  readonly #world: World;
  readonly #access: Access;
  readonly #random: Random;
  #keys = 0;
  /** Requests that are still being tried. */
  #open = 0;

  constructor(world: World, access: Access) {
    this.#world = world;
    this.#access = access;
    this.#random = world.random('shop');
  }

  get isWaiting(): boolean {
    return this.#open > 0;
  }

  newKey(): string {
    this.#keys += 1;
    return `key-${this.#keys}`;
  }

  post(
    path: string,
    body: object,
    { key = this.newKey(), bearer = API_KEY }: { key?: string; bearer?: string } = {},
  ): Promise<Reply> {
    return this.#repeat({ path, body, key, bearer });
  }

  get(path: string, bearer = API_KEY): Promise<Reply> {
    return this.#send('GET', { path, bearer });
  }

  delete(path: string): Promise<Reply> {
    return this.#send('DELETE', { path, bearer: API_KEY });
  }

  /** Sends an earlier request again, as a shop does that does not know whether it was answered. */
  async sendAgain(): Promise<void> {
    if (this.acknowledged.length === 0) return;
    const { request, answer } = this.#random.pick(this.acknowledged);
    const reply = await this.#send('POST', request);
    if (reply.status < 200 || reply.status >= 300) {
      if (reply.status !== 0 && reply.status < 500 && reply.status !== 429)
        this.#world.violate(
          'same key, same answer',
          `${request.path} ${request.key} was answered 2xx, now ${reply.status} ${reply.text}`,
        );
      return;
    }
    const id = (JSON.parse(reply.text) as { readonly id?: unknown }).id;
    if (id !== answer['id'])
      this.#world.violate(
        'same key, same answer',
        `${request.path} ${request.key}: ${String(answer['id'])}, now ${String(id)}`,
      );
  }

  async #repeat(request: ShopRequest): Promise<Reply> {
    this.#open += 1;
    this.asked.set(request.path, (this.asked.get(request.path) ?? new Set()).add(request.key));
    try {
      for (let retry = 0; ; retry += 1) {
        const reply = await this.#send('POST', request);
        const isTemporary = reply.status === 0 || reply.status === 429 || reply.status >= 500;
        if (!isTemporary || retry >= RETRIES) {
          if (reply.status >= 200 && reply.status < 300)
            this.acknowledged.push({
              request,
              status: reply.status,
              answer: JSON.parse(reply.text) as Acknowledged['answer'],
            });
          else if (!isTemporary) this.refused.add(request.key);
          return reply;
        }
        await this.#world.time.sleep(this.#random.between(300, 1_500) * 2 ** retry);
      }
    } finally {
      this.#open -= 1;
    }
  }

  async #send(
    method: string,
    { path, body, key, bearer }: { path: string; bearer: string; body?: object; key?: string },
  ): Promise<Reply> {
    return this.#access.call('shop', {
      method,
      path,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      address: '10.0.0.1',
    });
  }
}
