import type { Context } from '../../http/context.ts';
import { IDLE_MS } from './operator-sessions.ts';

/** By its prefix a browser takes it only over https, for this host alone. */
const SECURE_NAME = '__Host-kasir-back-office';
const PLAIN_NAME = 'kasir-back-office';

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

export interface SessionCookie {
  readonly value: string;
  /** It came over https, and goes back so. */
  readonly isSecure: boolean;
}

/** The session's cookie in a request. */
export function readSessionCookie(ctx: Context): SessionCookie | undefined {
  const cookies = new Map(
    ctx
      .get('Cookie')
      .split(/; */, 100)
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  for (const name of [SECURE_NAME, PLAIN_NAME]) {
    const value = cookies.get(name);
    if (value !== undefined) return { value, isSecure: name === SECURE_NAME };
  }
  return undefined;
}

export const setSessionCookie = (ctx: Context, { value, isSecure }: SessionCookie): void =>
  ctx.set(
    'Set-Cookie',
    isSecure
      ? `${SECURE_NAME}=${value}; ${ATTRIBUTES}; Secure; Max-Age=${IDLE_MS / 1000}`
      : `${PLAIN_NAME}=${value}; ${ATTRIBUTES}; Max-Age=${IDLE_MS / 1000}`,
  );

export const dropSessionCookie = (ctx: Context): void =>
  ctx.set('Set-Cookie', [
    `${SECURE_NAME}=; ${ATTRIBUTES}; Secure; Max-Age=0`,
    `${PLAIN_NAME}=; ${ATTRIBUTES}; Max-Age=0`,
  ]);
