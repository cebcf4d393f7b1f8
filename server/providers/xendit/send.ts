import type { z } from 'zod';
import { OutcomeUnknown } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import type { ApiCall } from './wire/api-call.ts';
import type { XenditSettings } from './environment.ts';
import { toJson } from '../to-json.ts';
import { readRejection } from './errors.ts';

const API_VERSION = '2024-11-11';

/**
 * Sends one request and parses its answer by a schema.
 *
 * @throws {GatewayError} `NotDelivered`, `Rejected` or `OutcomeUnknown`
 */
export type Send = <T>(call: ApiCall, schema: z.ZodType<T>, signal: AbortSignal) => Promise<T>;

/**
 * The only place of this folder that talks to Xendit, and the only one that knows the key.
 *
 * @see https://docs.xendit.co/docs/api-keys, HTTP Basic authentication
 */
export function sender({ secretKey, baseUrl }: XenditSettings, { fetch }: ProviderIo): Send {
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  const root = baseUrl.origin + (baseUrl.pathname === '/' ? '' : baseUrl.pathname);

  return async (call, schema, signal) => {
    const answer = await fetch({
      method: call.method,
      url: root + call.path,
      headers: {
        authorization,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        // The documents list the header for /v3 only, not for /sessions and /refunds.
        ...(call.path.startsWith('/v3/') ? { 'api-version': API_VERSION } : {}),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal,
    });
    if (answer.status < 200 || answer.status > 299) throw readRejection(answer, call.method === 'GET').error;
    const parsed = schema.safeParse(toJson(answer.text));
    if (parsed.success && isAbout(call, parsed.data)) return parsed.data;
    if (parsed.success)
      throw new OutcomeUnknown('the answer is about another object', {
        rejection: { code: 'OTHER_OBJECT', message: `the answer to ${call.path} is about another object`, mend: true },
      });
    const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(' ');
    throw new OutcomeUnknown('the answer cannot be read', {
      rejection: {
        code: `HTTP ${answer.status}`,
        message: `not an answer of Xendit; missing or wrong: ${paths || 'everything'}`,
        mend: true,
        fix: 'check XENDIT_BASE_URL, and whether a proxy or firewall answers in place of Xendit',
      },
    });
  };
}

/** Whether the answer has the id that was asked for; one without an id is accepted. */
const isAbout = ({ about }: ApiCall, answer: unknown): boolean => {
  if (about === undefined || typeof answer !== 'object' || answer === null) return true;
  const [member, id] = about;
  const named: unknown = Object.entries(answer).find(([name]) => name === member)?.[1];
  return named === undefined || named === id;
};
