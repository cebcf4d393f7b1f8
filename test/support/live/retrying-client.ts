import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';

/** A request that is repeated until it has a definite answer. */
export interface Wanted {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly bearer: string;
  /** Its `Idempotency-Key`. */
  readonly key?: string;
  /** The customer's address. */
  readonly address?: string;
}

export interface DefiniteAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A well-behaved caller: it repeats what was not answered, or answered with 429 or 5xx, under the same key. */
export interface RetryingClient {
  /** @throws {Error} when there is no definite answer in time */
  send(wanted: Wanted): Promise<DefiniteAnswer>;
  /** Every definite answer with 2xx, by its key. */
  readonly acknowledged: ReadonlyMap<string, DefiniteAnswer>;
  /** Answers to one key that differ in what they created. */
  readonly contradictions: readonly string[];
  /** How often a request was repeated. */
  readonly repeats: number;
}

const PAUSE_MS = 60;
const ATTEMPT_TIMEOUT_MS = 15_000;
/** Longer than any death campaign keeps the servers from answering, on a slow machine too. */
const GIVE_UP_MS = 180_000;

const json = z.record(z.string(), z.unknown());

/** @param targets the addresses of the servers: each try goes to any one of them */
export function retryingClient(targets: () => readonly string[]): RetryingClient {
  const acknowledged = new Map<string, DefiniteAnswer>();
  const contradictions: string[] = [];
  let repeats = 0;

  /** The text says why there is no definite answer. */
  async function attempt(wanted: Wanted): Promise<DefiniteAnswer | string> {
    const all = targets();
    const target = all[Math.floor(Math.random() * all.length)];
    if (target === undefined) return 'no server is running';
    try {
      const { statusCode, body } = await request(`${target}${wanted.path}`, {
        method: wanted.method,
        headers: {
          authorization: `Bearer ${wanted.bearer}`,
          ...(wanted.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(wanted.key === undefined ? {} : { 'idempotency-key': wanted.key }),
          ...(wanted.address === undefined ? {} : { 'x-forwarded-for': wanted.address }),
        },
        ...(wanted.body === undefined ? {} : { body: JSON.stringify(wanted.body) }),
        headersTimeout: ATTEMPT_TIMEOUT_MS,
        bodyTimeout: ATTEMPT_TIMEOUT_MS,
      });
      const text = await body.text();
      if (statusCode >= 500 || statusCode === 429) return `${statusCode} ${text}`;
      return { status: statusCode, body: json.parse(JSON.parse(text)) };
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown';
    }
  }

  return {
    acknowledged,
    contradictions,
    get repeats() {
      return repeats;
    },
    async send(wanted) {
      const giveUpAt = Date.now() + GIVE_UP_MS;
      for (;;) {
        const answer = await attempt(wanted);
        if (typeof answer !== 'string') {
          if (wanted.key !== undefined && answer.status < 300) note(wanted.key, answer);
          return answer;
        }
        if (Date.now() > giveUpAt) throw new Error(`no definite answer to ${wanted.method} ${wanted.path}: ${answer}`);
        repeats += 1;
        await sleep(PAUSE_MS);
      }
    },
  };

  function note(key: string, answer: DefiniteAnswer): void {
    const before = acknowledged.get(key);
    if (before !== undefined && before.body['id'] !== answer.body['id'])
      contradictions.push(`${key}: ${String(before.body['id'])} and ${String(answer.body['id'])}`);
    acknowledged.set(key, answer);
  }
}
