import type { LinkToUsFault, Trouble } from './trouble.ts';
import type { Instance } from './instance.ts';
import type { HttpEvents, HttpRequest } from './runtime/in-process-http.ts';
import type { Random } from './runtime/random.ts';
import type { World } from './world.ts';

export interface Reply {
  /** 0: there was no answer. */
  readonly status: number;
  readonly text: string;
}

const NO_REPLY: Reply = { status: 0, text: '' };

/**
 * The way from outside to the instances: a balancer that is not sticky, in front of it a network that may lose a request
 * or an answer.
 */
export class Access {
  readonly #world: World;
  readonly #instances: readonly Instance[];
  readonly #trouble: Trouble;
  readonly #random: Random;

  constructor(world: World, instances: readonly Instance[], trouble: Trouble) {
    this.#world = world;
    this.#instances = instances;
    this.#trouble = trouble;
    this.#random = world.random('balancer');
  }

  /** One whole exchange. */
  call(who: string, request: HttpRequest): Promise<Reply> {
    return new Promise((resolve) => {
      let [status, text] = [0, ''];
      this.open(who, request, {
        head: (received) => {
          status = received;
        },
        chunk: (part) => {
          text += part;
        },
        end: () => resolve(status === 0 ? NO_REPLY : { status, text }),
      });
    });
  }

  /** The answer as it comes. Returns a function that cuts the connection. */
  open(who: string, request: HttpRequest, events: HttpEvents): () => void {
    const { time } = this.#world;
    const what = `${request.method} ${request.path.split('?')[0]}`;
    let cut: (() => void) | undefined;
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      events.end();
    };
    const isStream = request.path === '/v1/session/events';
    const strikes = (fault: LinkToUsFault): boolean => {
      if (isStream || !this.#trouble.take(fault)) return false;
      this.#world.hit(fault, `${who}, ${what}`);
      return true;
    };
    time.after(this.#random.between(1, 60), () => {
      if (isOver) return;
      const up = this.#instances.filter(({ isListening }) => isListening);
      const instance = up.length > 0 ? this.#random.pick(up) : undefined;
      if (instance === undefined || strikes('request lost')) return void time.after(this.#random.between(1, 50), end);
      const losesAnswer = strikes('answer lost');
      if (request.method !== 'GET') this.#world.note(who, `${what} at ${instance.life?.name ?? instance.name}`);
      let delay = 0;
      /** In the order in which it was written. */
      const later = (work: () => void): void => {
        delay = Math.max(delay + 1, time.now + this.#random.between(1, 40));
        time.after(delay - time.now, () => {
          if (!isOver) work();
        });
      };
      cut = instance.serve(request, {
        head: (status, headers) => {
          if (request.method !== 'GET')
            this.#world.note(who, `${what} answered ${losesAnswer ? `${status}, lost` : status}`);
          if (!losesAnswer) later(() => events.head(status, headers));
        },
        chunk: (text) => {
          if (!losesAnswer) later(() => events.chunk(text));
        },
        end: () => later(end),
      });
      if (cut === undefined) end();
    });
    return () => {
      cut?.();
      end();
    };
  }
}
