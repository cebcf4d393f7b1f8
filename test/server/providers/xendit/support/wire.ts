import type { Log } from '../../../../../server/payments/ports/ports.ts';
import type { ProviderAnswer, ProviderCall } from '../../../../../server/providers/http.ts';
import type { ProviderIo } from '../../../../../server/providers/provider.ts';
import { reportRejections } from '../../../../../server/providers/report-rejections.ts';
import { xendit } from '../../../../../server/providers/xendit/index.ts';
import type { Gateway } from '../../../../../server/payments/ports/ports.ts';
import { NOW } from './order.ts';

export const KEY = 'xnd_development_not0a1real2key';
export const CALLBACK_TOKEN = 'callback-token-of-the-tests';
export const BASE = 'https://api.xendit.co';

export const json = (status: number, body: unknown): ProviderAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

export const rejection = (status: number, code: string): ProviderAnswer =>
  json(status, { error_code: code, message: 'Something a person at the provider wrote about 08123456789' });

export interface Wire {
  readonly gateway: Gateway;
  /** Everything that was sent, in order. */
  readonly calls: readonly ProviderCall[];
  readonly logged: readonly { readonly level: string; readonly facts: object; readonly message: string }[];
}

/** A gateway whose other end is a function: what it is sent is kept, what it answers is the test's to say. */
export function wire(
  answer: (call: ProviderCall) => ProviderAnswer | Promise<ProviderAnswer>,
  { baseUrl = BASE, tokens = [CALLBACK_TOKEN] }: { baseUrl?: string; tokens?: readonly string[] } = {},
): Wire {
  const calls: ProviderCall[] = [];
  const logged: { level: string; facts: object; message: string }[] = [];
  const keep = (level: string) => (facts: object, message: string) => void logged.push({ level, facts, message });
  const log: Log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  const io: ProviderIo = {
    fetch: async (call) => {
      calls.push(call);
      return answer(call);
    },
    clock: { now: () => NOW },
    idGenerator: { next: (prefix) => `${prefix}_test` },
    log,
  };
  return {
    gateway: reportRejections(
      xendit.connect({ secretKey: KEY, callbackTokens: tokens, baseUrl: new URL(baseUrl) }, io),
      'xendit',
      io,
    ),
    calls,
    logged,
  };
}

/** Answers by method and path, `GET /v3/payments/…`; anything else fails the test. */
export const routes =
  (table: Readonly<Record<string, unknown>>, base = BASE) =>
  (call: ProviderCall): ProviderAnswer => {
    const name = `${call.method} ${call.url.slice(base.length)}`;
    const found = table[name];
    if (found === undefined) throw new Error(`nothing is prepared for ${name}`);
    return isAnswer(found) ? found : json(200, found);
  };

const isAnswer = (value: unknown): value is ProviderAnswer =>
  typeof value === 'object' && value !== null && 'text' in value && 'headers' in value;

export const never = new AbortController().signal;

export const bodyOf = (call: ProviderCall | undefined): Record<string, unknown> => {
  const body: unknown = JSON.parse(call?.body ?? 'null');
  if (typeof body !== 'object' || body === null) throw new Error('the call has no body');
  return { ...body };
};
