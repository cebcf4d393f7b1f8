import { Webhook } from 'standardwebhooks';
import type { SendWebhook } from '../../server/jobs/webhook-sender.ts';
import { never, type Life } from './life.ts';
import type { Random } from './runtime/random.ts';
import type { Trouble } from './trouble.ts';
import type { World } from './world.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

export interface ReceivedEvent {
  readonly id: string;
  readonly at: number;
  readonly type: string;
  readonly stream: string;
  readonly sequence: number;
  readonly body: string;
}

interface EventBody {
  readonly type: string;
  readonly data: {
    readonly sequence: number;
    readonly checkout?: { readonly id: string };
    readonly payout?: { readonly id: string };
  };
}

/** The shop's endpoint for events: it verifies, stores, and remembers the newest sequence of each stream. */
export class Storefront {
  /** Every delivery that was acknowledged or at least processed, repeats included. */
  readonly received: ReceivedEvent[] = [];
  /** Streams of which an event was refused for good: later ones may overtake it. */
  readonly refusedStreams = new Set<string>();
  readonly #world: World;
  readonly #trouble: Trouble;
  readonly #random: Random;
  readonly #webhook = new Webhook(WEBHOOK_SECRET);

  constructor(world: World, trouble: Trouble) {
    this.#world = world;
    this.#trouble = trouble;
    this.#random = world.random('storefront');
  }

  /** How this instance sends events. */
  senderFor(life: Life): { send: SendWebhook; close: () => Promise<void> } {
    return {
      send: (request) => (life.isDead ? never() : life.outlive(this.#deliver(request, life))),
      close: () => Promise.resolve(),
    };
  }

  async #deliver({ headers, body }: Parameters<SendWebhook>[0], life: Life): Promise<{ readonly status: number }> {
    const { time } = this.#world;
    const event = eventOf(headers['webhook-id'] ?? '', body, time.now);
    const what = `${event.type} ${event.stream} #${event.sequence}`;
    const strike = (fault: Parameters<Trouble['lasts']>[0] & Parameters<World['hit']>[0]): boolean => {
      if (!this.#trouble.lasts(fault)) return false;
      this.#world.hit(fault, what);
      return true;
    };
    await time.sleep(this.#random.between(5, 200));
    if (life.isDead) return never();
    if (strike('storefront down')) throw Object.assign(new Error('simulated'), { code: 'ECONNREFUSED' });
    if (strike('storefront 500')) return { status: 500 };
    if (strike('storefront redirects')) return { status: 302 };
    if (strike('storefront gone')) {
      this.refusedStreams.add(event.stream);
      return { status: 410 };
    }
    const isSlow = strike('storefront slow');
    if (!this.#isGenuine(headers, body)) {
      // The clock of the instance is wrong.
      this.refusedStreams.add(event.stream);
      return { status: 400 };
    }
    this.received.push(event);
    this.#world.note('storefront', `${what} received from ${life.name}`);
    if (life.reach('event delivered, not marked', what)) return never();
    if (isSlow) {
      await time.sleep(10_000);
      throw Object.assign(new Error('simulated'), { name: 'TimeoutError' });
    }
    if (strike('acknowledgement lost')) throw Object.assign(new Error('simulated'), { code: 'ECONNRESET' });
    return { status: 200 };
  }

  #isGenuine(headers: Readonly<Record<string, string>>, body: string): boolean {
    try {
      this.#webhook.verify(body, headers);
      return true;
    } catch (error) {
      const isOld = Math.abs(Number(headers['webhook-timestamp']) * 1_000 - this.#world.time.now) > 299_000;
      if (!isOld) this.#world.violate('I8', `an event without a valid signature: ${String(error)}`);
      return false;
    }
  }
}

function eventOf(id: string, body: string, at: number): ReceivedEvent {
  const { type, data } = JSON.parse(body) as EventBody;
  return { id, at, type, stream: data.checkout?.id ?? data.payout?.id ?? '', sequence: data.sequence, body };
}
