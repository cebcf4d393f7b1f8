import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Environment } from '../config/fault.ts';
import { isSafeTransport } from '../config/loopback.ts';
import { readSecretFile, type ReadSecretFile } from '../config/secret-files.ts';
import { EXIT_CONFIG } from '../main.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_FAILURE, EXIT_NO_PERMISSION, EXIT_UNAVAILABLE } from './exit-codes.ts';
import { reportWaiting } from './progress.ts';
import { serverKey, type KeyKind } from './server-key.ts';

/**
 * Calls the running server, and returns the body of its answer. Waits where a limit is reached. Throws what the server
 * refused. `key` is the `Idempotency-Key`.
 */
export type CallServer = (method: 'GET' | 'POST', path: string, body?: object, key?: string) => Promise<unknown>;

/** Where the server cannot be reached, or an answer is no JSON, the message says what to check. */
export class ServerCallFailed extends CommandFailed {
  override readonly name = 'ServerCallFailed';
  /** Of the answer; absent: there was none. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, exitCodeOf(status), options);
    this.status = status;
  }
}

function exitCodeOf(status: number | undefined): number {
  if (status === undefined || status === 503) return EXIT_UNAVAILABLE;
  return status === 401 || status === 403 ? EXIT_NO_PERMISSION : EXIT_FAILURE;
}

const CALL_TIMEOUT_MS = 60_000;
/** How often a call waits, as long as the server says, because of a limit. */
const MAX_WAITS = 100;

const problem = z.object({ title: z.string(), detail: z.string().optional(), requestId: z.string().optional() });

/** The server is `KASIR_URL`, by default the port `PORT` of this machine; see {@link serverKey} for the key. */
export function serverOf(
  environment: Environment,
  {
    kind = 'api',
    fetch = globalThis.fetch,
    readFile = readSecretFile,
    wait = (ms) => setTimeout(ms),
  }: {
    kind?: KeyKind;
    fetch?: typeof globalThis.fetch;
    readFile?: ReadSecretFile;
    wait?: (ms: number) => Promise<void>;
  } = {},
): CallServer {
  const send = async (method: string, path: string, body?: object, key?: string): Promise<Response> => {
    const base = baseUrl(environment);
    const bearer = await serverKey(environment, kind, new URL(base), readFile);
    return fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new ServerCallFailed(
        `no answer from ${base}: is the server running? KASIR_URL names another address`,
        undefined,
        { cause },
      );
    });
  };

  return async (method, path, body, key) => {
    const stopReporting = reportWaiting(() => `waiting for the server: ${method} ${path.split('?', 1)[0]}`);
    try {
      let response = await send(method, path, body, key);
      for (let waits = 0; response.status === 429 && waits < MAX_WAITS; waits += 1) {
        await wait(1_000 * Number(response.headers.get('retry-after') ?? 1));
        response = await send(method, path, body, key);
      }
      return await answerIn(response, baseUrl(environment));
    } finally {
      stopReporting();
    }
  };
}

/** @throws {ServerCallFailed} what the server refused, or that it is none of ours */
async function answerIn(response: Response, base: string): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  const { data } = problem.safeParse(answer);
  throw new ServerCallFailed(
    data === undefined
      ? `${base} answered ${response.status} without a readable body: is it a Kasir server?`
      : `${data.detail ?? data.title}${data.requestId === undefined ? '' : ` (request ${data.requestId})`}`,
    response.status,
  );
}

function baseUrl(environment: Environment): string {
  const given = environment['KASIR_URL'] ?? `http://127.0.0.1:${environment['PORT'] ?? '4000'}`;
  if (!URL.canParse(given) || !isSafeTransport(new URL(given)))
    throw new CommandFailed('KASIR_URL must be an https URL (http is allowed on loopback only)', EXIT_CONFIG);
  return given.replace(/\/+$/, '');
}
