import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { listen } from '../../../server/http/listen.ts';
import type { Subject } from '../../support/subjects.ts';
import { openServer, readReply, type Reply, type TestServer } from '../http/a-server.ts';

export const ANA = { name: 'ana', secret: 'secret-of-operator-ana' };
export const BUDI = { name: 'budi', secret: 'secret-of-operator-budi' };

export const BACK_OFFICE_ENVIRONMENT = {
  KASIR_ADMIN_KEYS: `${ANA.name}:${ANA.secret},${BUDI.name}:${BUDI.secret}`,
  KASIR_ADMIN_PORT: '0',
};

export interface Visit {
  readonly method?: 'GET' | 'POST';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** `undefined`: without one. */
  readonly cookie?: string | undefined;
}

/** What a signed-in operator's page sends. */
export interface OperatorPage {
  readonly cookie: string;
  get(path: string): Promise<Reply>;
  /** With a new Idempotency-Key, unless one is given. */
  post(path: string, body: object, key?: string): Promise<Reply>;
}

export interface BackOffice {
  readonly server: TestServer;
  /** Its own origin. */
  readonly origin: string;
  visit(path: string, visit?: Visit): Promise<Reply>;
  signIn(who: { readonly name: string; readonly secret: string }, headers?: Visit['headers']): Promise<Reply>;
  asOperator(who: { readonly name: string; readonly secret: string }): Promise<OperatorPage>;
  close(): Promise<void>;
}

/** A server whose back office listens on a port of its own. */
export async function openBackOffice(
  over: { environment?: Record<string, string>; subject?: Subject } = {},
): Promise<BackOffice> {
  const server = await openServer({ ...over, environment: { ...BACK_OFFICE_ENVIRONMENT, ...over.environment } });
  const { backOffice } = server.composed;
  if (backOffice === undefined) throw new Error('the server has no back office');
  const listener = await listen(backOffice, { port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${listener.port}`;

  const visit: BackOffice['visit'] = async (path, { method = 'GET', body, headers = {}, cookie } = {}) => {
    const answer = await request(origin + path, {
      method,
      headers: {
        ...(method === 'POST' ? { origin } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readReply(answer);
  };
  const signIn: BackOffice['signIn'] = ({ name, secret }, headers = {}) =>
    visit('/api/session', { method: 'POST', body: { name, secret }, headers });

  return {
    server,
    origin,
    visit,
    signIn,
    async asOperator(who) {
      const cookie = cookieOf(await signIn(who));
      return {
        cookie,
        get: (path) => visit(path, { cookie }),
        post: (path, body, key = randomUUID()) =>
          visit(path, { method: 'POST', body, cookie, headers: { 'idempotency-key': key } }),
      };
    },
    async close() {
      await listener.close(1_000);
      await server.close();
    },
  };
}

/** The cookie of an answer, as a browser sends it back. */
export function cookieOf({ headers, text }: Reply): string {
  const [cookie] = [headers['set-cookie'] ?? []].flat();
  if (cookie === undefined) throw new Error(`no cookie: ${text}`);
  return cookie.split(';')[0] ?? '';
}
