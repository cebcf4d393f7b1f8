import { Buffer } from 'node:buffer';
import type { Gateway, Log } from '../../../../../server/payments/ports/ports.ts';
import type { ProviderAnswer, ProviderCall } from '../../../../../server/providers/http.ts';
import { connectNicepay } from '../../../../../server/providers/nicepay/gateway.ts';
import { reportRejections } from '../../../../../server/providers/report-rejections.ts';
import { createIdGenerator } from '../../../../../server/platform/ids.ts';
import { NOW } from './order.ts';
import { settingsOf } from './settings.ts';

export const BASE = 'https://dev.nicepay.co.id/nicepay';
export const never = new AbortController().signal;

export const json = (body: object, status = 200): ProviderAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

/** A rejection with a result code. */
export const no = (resultCd: string): ProviderAnswer => json({ resultCd, resultMsg: 'text of NICEPAY' });

export type Answer = ProviderAnswer | Error;

/** A complete response or error as it is; any other object becomes the JSON body of a response. */
export function toAnswer(answer: object): Answer {
  if (answer instanceof Error) return answer;
  return isAnswer(answer) ? answer : json(answer);
}

const isAnswer = (answer: object): answer is ProviderAnswer =>
  'status' in answer && 'headers' in answer && 'text' in answer;
type Responder = (call: ProviderCall, fields: Readonly<Record<string, string>>) => Answer;

export interface Logged {
  readonly level: string;
  readonly facts: object;
  readonly message: string;
}

/** A gateway whose calls a responder answers, with a record of the calls and log lines. */
export function wire(
  responder: Responder,
  environment: Readonly<Record<string, string | undefined>> = {},
): {
  readonly gateway: Gateway;
  readonly calls: ProviderCall[];
  readonly sent: () => readonly Readonly<Record<string, string>>[];
  readonly paths: () => readonly string[];
  readonly logged: Logged[];
} {
  const calls: ProviderCall[] = [];
  const logged: Logged[] = [];
  const note =
    (level: string) =>
    (facts: object, message: string): void =>
      void logged.push({ level, facts, message });
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const clock = { now: () => NOW };
  const fetch = (call: ProviderCall): Promise<ProviderAnswer> => {
    calls.push(call);
    const answer = responder(call, fieldsOf(call));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const io = { fetch, clock, idGenerator: createIdGenerator(clock), log };
  const gateway = reportRejections(connectNicepay(settingsOf(environment), io), 'nicepay', io);
  return {
    gateway,
    calls,
    sent: () => calls.map(fieldsOf),
    paths: () => calls.map(({ url }) => url.replace(BASE, '')),
    logged,
  };
}

/** Answers each path with its response, or with its list of responses in turn. */
export function script(answers: Readonly<Record<string, Answer | readonly Answer[]>>): Responder {
  const used = new Map<string, number>();
  return ({ url }) => {
    const path = new URL(url).pathname.replace(/^.*\/nicepay\/(direct|redirect)\/v2/, '/$1');
    const listed = answers[path];
    if (listed === undefined) throw new Error(`unexpected call to ${path}`);
    const count = used.get(path) ?? 0;
    used.set(path, count + 1);
    const answer = Array.isArray(listed) ? (listed as readonly Answer[])[count] : (listed as Answer);
    if (answer === undefined) throw new Error(`unexpected repeated call to ${path}`);
    return answer;
  };
}

export function fieldsOf({ body, headers }: ProviderCall): Readonly<Record<string, string>> {
  if (headers['content-type'] !== 'application/json') return Object.fromEntries(new URLSearchParams(body));
  const parsed: unknown = JSON.parse(body ?? '');
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the body is not an object');
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => {
      if (typeof value !== 'string') throw new Error(`${name} was not sent as a text`);
      return [name, value];
    }),
  );
}

export const raw = (body: string, contentType = 'application/x-www-form-urlencoded') => ({
  body: Buffer.from(body),
  headers: {},
  contentType,
});
