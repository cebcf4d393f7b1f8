import * as z from 'zod/mini';

/** A request that was refused or not answered, in words for the person at the page. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** Of the answer; 0: there was none. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Fired on `window` when the server does not know the session any more. */
export const SIGNED_OUT = 'kasir-signed-out';

const problemSchema = z.object({ detail: z.string(), code: z.optional(z.string()) });

async function request(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new ApiProblem(0, 'The server cannot be reached. Check the connection and try again.');
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  if (response.status === 401 && path !== '/api/session') window.dispatchEvent(new Event(SIGNED_OUT));
  const problem = z.safeParse(problemSchema, body);
  throw new ApiProblem(response.status, problem.data?.detail ?? `The server answered ${response.status}.`);
}

/** Reads something. @throws {ApiProblem} */
export async function read<Schema extends z.ZodMiniType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  return z.parse(schema, await request(path, { method: 'GET' }));
}

/**
 * Does something. With the same key nothing is done twice, however often it is sent.
 *
 * @throws {ApiProblem}
 */
export async function send<Schema extends z.ZodMiniType>(
  path: string,
  body: object,
  schema: Schema,
  key?: string,
): Promise<z.output<Schema>> {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  return z.parse(schema, await request(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}
