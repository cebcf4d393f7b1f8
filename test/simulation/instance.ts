import { compose, type Composed } from '../../server/compose.ts';
import type { Config } from '../../server/config/config.ts';
import type { Log, Store } from '../../server/payments/ports/ports.ts';
import { Life } from './life.ts';
import { mortalStore } from './mortal-store.ts';
import type { ProviderFetch } from '../../server/providers/http.ts';
import type { SendWebhook } from '../../server/jobs/webhook-sender.ts';
import { serveInProcess, type HttpEvents, type HttpHandler, type HttpRequest } from './runtime/in-process-http.ts';
import type { Trouble } from './trouble.ts';
import type { World } from './world.ts';

export interface InstanceSurroundings {
  readonly world: World;
  readonly trouble: Trouble;
  readonly config: Config;
  /** Shared by all instances. */
  readonly store: Store;
  readonly fetchFor: (life: Life) => ProviderFetch;
  readonly webhooksFor: (life: Life) => { send: SendWebhook; close: () => Promise<void> };
  readonly databaseDelayMs: () => number;
}

interface Running {
  readonly life: Life;
  readonly composed: Composed;
  readonly handler: HttpHandler;
  isListening: boolean;
}

/** One server of the installation. It dies, and starts again on the same database. */
export class Instance {
  readonly name: string;
  /** What its machine's clock is ahead of the true time. */
  clockOffsetMs = 0;
  readonly #around: InstanceSurroundings;
  #life: Life | undefined;
  #running: Running | undefined;
  #runs = 0;
  #answering = 0;

  constructor(name: string, around: InstanceSurroundings) {
    this.name = name;
    this.#around = around;
  }

  get isListening(): boolean {
    return this.#running?.isListening === true;
  }

  /** Starting or running. */
  get isAlive(): boolean {
    return this.#life !== undefined;
  }

  get life(): Life | undefined {
    return this.#life;
  }

  get composed(): Composed | undefined {
    return this.#running?.composed;
  }

  /** Starts it, unless it runs; a storage that fails at the start ends it, as the supervisor sees it. */
  async start(): Promise<void> {
    if (this.#life !== undefined) return;
    const { world, trouble, config, store, fetchFor, webhooksFor, databaseDelayMs } = this.#around;
    this.#runs += 1;
    const life = new Life(`${this.name}${this.#runs}`, world);
    life.databaseDelayMs = databaseDelayMs;
    this.#life = life;
    life.onDeath(() => {
      if (this.#life !== life) return;
      this.#life = undefined;
      this.#running = undefined;
      this.#answering = 0;
    });
    world.note(life.name, 'starts');
    try {
      const composed = await compose({
        config,
        log: this.#logOf(life),
        clock: { now: () => world.time.now + this.clockOffsetMs },
        fetch: fetchFor(life),
        webhooks: webhooksFor(life),
        openStorage: () => Promise.resolve(mortalStore(store, life, trouble)),
      });
      if (life.isDead) return;
      await composed.recover();
      this.#running = { life, composed, handler: composed.app.callback(), isListening: true };
      await composed.start();
      world.note(life.name, 'listens');
    } catch (error) {
      if (life.isDead) return;
      world.note(life.name, `could not start: ${String(error)}`);
      life.die();
    }
  }

  kill(): void {
    if (this.#life !== undefined) this.#around.world.note(this.#life.name, 'dies');
    this.#life?.die();
  }

  /** SIGTERM: takes no more requests, finishes what it does, and ends. */
  async terminate(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return this.kill();
    const { world } = this.#around;
    world.note(running.life.name, 'SIGTERM');
    running.isListening = false;
    running.composed.drain();
    for (let waited = 0; waited < 15_000 && this.#answering > 0 && !running.life.isDead; waited += 500)
      await world.time.sleep(500);
    let isStopped = false;
    running.composed.stop().then(
      () => (isStopped = true),
      () => (isStopped = true),
    );
    for (let waited = 0; waited < 15_000 && !isStopped && !running.life.isDead; waited += 500)
      await world.time.sleep(500);
    running.life.die();
  }

  /** A request that reached this machine. Without a process that listens, `undefined`. */
  serve(request: HttpRequest, events: HttpEvents): (() => void) | undefined {
    const running = this.#running;
    if (running?.isListening !== true) return undefined;
    const { life } = running;
    let isOver = false;
    let hasHead = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      forget();
      this.#answering -= 1;
      events.end();
    };
    this.#answering += 1;
    const forget = life.onDeath(() => {
      cut();
      over();
    });
    const cut = serveInProcess(running.handler, request, {
      head: (status, headers) => {
        if (life.isDead || life.reach('answer not sent', `${request.method} ${request.path}`)) return;
        hasHead = true;
        if (status === 500) this.#around.world.violate('no 500', `${request.method} ${request.path} answered 500`);
        events.head(status, headers);
      },
      chunk: (text) => {
        if (!life.isDead && hasHead) events.chunk(text);
      },
      end: over,
    });
    return () => {
      cut();
      over();
    };
  }

  /** Errors and warnings of a living instance go into the timeline. */
  #logOf(life: Life): Log {
    const write =
      (level: string) =>
      (facts: object, message: string): void => {
        if (life.isDead) return;
        this.#around.world.note(life.name, `${level}: ${message}${errorOf(facts)}`);
      };
    return { debug: () => undefined, info: () => undefined, warn: write('warn'), error: write('error') };
  }
}

const errorOf = (facts: object): string =>
  'error' in facts && facts.error instanceof Error ? `: ${facts.error.message}` : '';
