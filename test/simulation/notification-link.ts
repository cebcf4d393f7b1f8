import type { Access, Reply } from './access.ts';
import type { Random } from './runtime/random.ts';
import type { NotificationFault, Trouble } from './trouble.ts';
import type { World } from './world.ts';

interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The way of notifications, on which they are lost, doubled, late or damaged. */
export class NotificationLink {
  /** All genuine ones, for those who replay them. */
  readonly seen: Sent[] = [];
  /** What was in those that never arrived. */
  readonly lost: string[] = [];
  readonly #world: World;
  readonly #access: Access;
  readonly #trouble: Trouble;
  readonly #random: Random;

  constructor(world: World, access: Access, trouble: Trouble) {
    this.#world = world;
    this.#access = access;
    this.#trouble = trouble;
    this.#random = world.random('notifications');
  }

  /** What a provider's simulator sends. @throws where nobody answers */
  async deliver(request: Request, acknowledgement: string): Promise<Response> {
    const sent = await read(request);
    this.seen.push(sent);
    if (this.#strikes('notification lost', sent)) {
      this.lost.push(sent.body.toString('utf8'));
      return new Response(acknowledgement);
    }
    if (this.#strikes('notification late', sent)) {
      this.#world.time.after(this.#random.between(5_000, 90_000), () => void this.#sendLate(sent));
      return new Response(acknowledgement);
    }
    if (this.#strikes('notification damaged', sent)) {
      this.lost.push(sent.body.toString('utf8'));
      void this.send('somebody', damaged(sent, this.#random));
      return new Response(acknowledgement);
    }
    if (this.#strikes('notification duplicated', sent)) {
      for (let copy = this.#random.between(1, 6); copy > 0; copy -= 1)
        this.#world.time.after(this.#random.between(1, 3_000), () => void this.send('provider', sent));
    }
    const { status, text } = await this.send('provider', sent);
    if (status === 0) throw new Error('nobody answers');
    return new Response(text, { status });
  }

  /** Until somebody answers. */
  async #sendLate(sent: Sent): Promise<void> {
    while ((await this.send('provider', sent)).status === 0) await this.#world.time.sleep(1_000);
  }

  async send(who: string, { path, headers, body }: Sent): Promise<Reply> {
    return this.#access.call(who, { method: 'POST', path, headers, body, address: '10.9.9.9' });
  }

  /** A request that somebody made up or copied. */
  async sendRequest(who: string, request: Request): Promise<Reply> {
    return this.send(who, await read(request));
  }

  #strikes(fault: NotificationFault, { path }: Sent): boolean {
    if (!this.#trouble.take(fault)) return false;
    this.#world.hit(fault, path);
    return true;
  }
}

async function read(request: Request): Promise<Sent> {
  return {
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    body: Buffer.from(await request.arrayBuffer()),
  };
}

/** One bit is another one. */
function damaged(sent: Sent, random: Random): Sent {
  const body = Buffer.from(sent.body);
  if (body.length > 0) {
    const at = random.int(body.length);
    body[at] = (body[at] ?? 0) ^ (1 << random.int(7));
  }
  return { ...sent, body };
}
