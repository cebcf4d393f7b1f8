import type { z } from 'zod';
import { OutcomeUnknown } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { toJson } from '../to-json.ts';
import type { MidtransSettings } from './environment.ts';
import { codeOf, isAnswer, readRejection } from './errors.ts';
import type { ApiCall } from './wire/api-call.ts';

/**
 * Sends one request and parses its answer by a schema.
 *
 * @throws {GatewayError} `NotDelivered`, `MidtransError` (a `Rejected` with its code) or `OutcomeUnknown`
 */
export type Send = <T>(call: ApiCall, schema: z.ZodType<T>, signal: AbortSignal) => Promise<T>;

/**
 * The only place of this folder that talks to Midtrans, and the only one that knows the key.
 *
 * @see https://docs.midtrans.com/reference/authorization, HTTP Basic: the server key as user, no password
 */
export function sender({ serverKey, merchantId, baseUrl, snapBaseUrl }: MidtransSettings, { fetch }: ProviderIo): Send {
  const authorization = basicAuthorization(serverKey);
  const roots = { core: rootOf(baseUrl), snap: rootOf(snapBaseUrl) };

  return async (call, schema, signal) => {
    const answer = await fetch({
      method: call.method,
      url: roots[call.api] + call.path,
      headers: {
        authorization,
        accept: 'application/json',
        'content-type': 'application/json',
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
        ...(call.notificationUrl === undefined ? {} : { 'x-override-notification': call.notificationUrl }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal,
    });
    const code = codeOf(answer);
    if (code === undefined || !isAnswer(code)) throw readRejection(answer, code, call.method === 'GET');
    const json = toJson(answer.text);
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw unreadable(answer.status, parsed.error);
    const other = merchantOf(json);
    if (merchantId !== undefined && other !== undefined && other !== merchantId) throw otherMerchant(other);
    return parsed.data;
  };
}

/** `Basic base64(<key>:)`: the colon belongs to it. */
export const basicAuthorization = (serverKey: string): string =>
  `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`;

const rootOf = (url: URL): string => url.origin + (url.pathname === '/' ? '' : url.pathname);

function merchantOf(json: unknown): string | undefined {
  const named: unknown =
    typeof json === 'object' && json !== null && 'merchant_id' in json ? json.merchant_id : undefined;
  return typeof named === 'string' ? named : undefined;
}

function unreadable(status: number, error: z.ZodError): OutcomeUnknown {
  const paths = error.issues.map((issue) => issue.path.join('.')).join(' ');
  return new OutcomeUnknown('the answer cannot be read', {
    rejection: {
      code: `HTTP ${status}`,
      message: `not an answer of Midtrans; missing or wrong: ${paths || 'everything'}`,
      mend: true,
      fix: 'check MIDTRANS_BASE_URL and MIDTRANS_SNAP_BASE_URL, and whether a proxy or firewall answers in place of Midtrans',
    },
  });
}

const otherMerchant = (named: string): OutcomeUnknown =>
  new OutcomeUnknown('the answer is from another merchant account', {
    rejection: {
      code: 'OTHER_MERCHANT',
      message: `the answer is from the merchant ${named.slice(0, 64)}`,
      mend: true,
      fix: 'MIDTRANS_SERVER_KEY and MIDTRANS_MERCHANT_ID have to be of the same account',
    },
  });
