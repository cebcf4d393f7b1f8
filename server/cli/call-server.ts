import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Environment } from '../config/fault.ts';
import { isSafeTransport } from '../config/loopback.ts';
import { readSecretFile, withFiles, type ReadSecretFile } from '../config/secret-files.ts';

/**
 * Calls the running server with an API key, and returns the body of its answer. Waits where a limit is reached. Throws what
 * the server refused.
 */
export type CallServer = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

/** Where the server cannot be reached, or an answer is no JSON, the message says what to check. */
export class ServerCallFailed extends Error {
  override readonly name = 'ServerCallFailed';
}

const CALL_TIMEOUT_MS = 60_000;
/** How often a call waits, as long as the server says, because of a limit. */
const MAX_WAITS = 100;

const problem = z.object({ title: z.string(), detail: z.string().optional(), requestId: z.string().optional() });

/**
 * The server is `KASIR_URL`, by default the port `PORT` of this machine; the key is the first of `KASIR_API_KEYS`, or of
 * the file `KASIR_API_KEYS_FILE`.
 *
 * @throws {ServerCallFailed} without a key
 */
export function serverOf(
  environment: Environment,
  {
    fetch = globalThis.fetch,
    readFile = readSecretFile,
    wait = (ms) => setTimeout(ms),
  }: {
    fetch?: typeof globalThis.fetch;
    readFile?: ReadSecretFile;
    wait?: (ms: number) => Promise<void>;
  } = {},
): CallServer {
  const { environment: filled, faults } = withFiles(environment, { secret: ['KASIR_API_KEYS'] }, readFile);
  const fault = faults[0];
  if (fault !== undefined) throw new ServerCallFailed(`${fault.variable} ${fault.message}`);
  const key = filled['KASIR_API_KEYS']?.split(',')[0]?.trim();
  if (key === undefined || key === '') throw new ServerCallFailed('KASIR_API_KEYS is required: a key of the server');
  const base = baseUrl(filled);

  const send = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new ServerCallFailed(`no answer from ${base}: is the server running? KASIR_URL names another address`, {
        cause,
      });
    });

  return async (method, path, body) => {
    let response = await send(method, path, body);
    for (let waits = 0; response.status === 429 && waits < MAX_WAITS; waits += 1) {
      await wait(1_000 * Number(response.headers.get('retry-after') ?? 1));
      response = await send(method, path, body);
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer;
    const { data } = problem.safeParse(answer);
    throw new ServerCallFailed(
      data === undefined
        ? `${base} answered ${response.status} without a readable body: is it a Kasir server?`
        : `${data.detail ?? data.title}${data.requestId === undefined ? '' : ` (request ${data.requestId})`}`,
    );
  };
}

function baseUrl(environment: Environment): string {
  const given = environment['KASIR_URL'] ?? `http://127.0.0.1:${environment['PORT'] ?? '4000'}`;
  if (!URL.canParse(given) || !isSafeTransport(new URL(given)))
    throw new ServerCallFailed('KASIR_URL must be an https URL (http is allowed on loopback only)');
  return given.replace(/\/+$/, '');
}
