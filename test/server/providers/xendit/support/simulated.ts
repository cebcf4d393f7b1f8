import assert from 'node:assert/strict';
import type { XenditSimulatorOptions } from '../../../../../server/providers/xendit/simulator.ts';
import { createXenditSimulator } from '../../../../../server/providers/xendit/simulator.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';

export const SIM_BASE = 'https://pay.example/simulators/xendit';
export const SIM_KEY = 'xnd_development_simulated';
export const SIM_TOKEN = 'callback-token';
export const BACK = 'https://shop.example/back';
export const RETURN_URLS = { success_return_url: `${BACK}?went=well`, failure_return_url: `${BACK}?went=badly` };

type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The object at a path, or a failed test. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    assert.ok(isJson(inner), `nothing at ${String(name)}`);
    return inner[name];
  }, value);
}

export const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const text = at(value, ...path);
  assert.equal(typeof text, 'string', `no text at ${path.join('.')}`);
  return String(text);
};

export interface SignedNotification {
  readonly event: string;
  readonly data: Json;
  readonly created: string;
  readonly token: string | null;
  readonly text: string;
  readonly at: number;
}

/** A simulator, a clock that stands, the way to its API, and the post box its notifications fall into. */
export function simulated(over: Partial<XenditSimulatorOptions> = {}) {
  const clock = virtualClock();
  const notifications: SignedNotification[] = [];
  const box = { status: 200 };
  let count = 0;
  const simulator = createXenditSimulator({
    baseUrl: SIM_BASE,
    secretKey: SIM_KEY,
    callbackToken: SIM_TOKEN,
    webhookUrl: 'https://pay.example/v1/notifications/xendit',
    clock,
    uuid: () => `00000000-0000-4000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
    deliver: async (request) => {
      const text = await request.text();
      notifications.push({ ...read(text), token: request.headers.get('x-callback-token'), text, at: clock.now() });
      if (box.status === 0) throw new Error('connection refused');
      return new Response(null, { status: box.status });
    },
    ...over,
  });

  const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Request =>
    new Request(`${SIM_BASE}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${SIM_KEY}:`).toString('base64')}`,
        'api-version': '2024-11-11',
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  async function call(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const response = await simulator.handle(request(method, path, body, headers));
    const answer: unknown = await response.json();
    assert.ok(isJson(answer));
    return { status: response.status, body: answer, headers: response.headers };
  }

  /** Calls and insists on success. */
  async function must(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await call(method, path, body);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    return answer.body;
  }

  /** Calls and insists on a refusal. */
  async function refused(method: string, path: string, body: unknown, status: number, code: string): Promise<Json> {
    const answer = await call(method, path, body);
    assert.deepEqual([answer.status, answer.body['error_code']], [status, code], JSON.stringify(answer.body));
    return answer.body;
  }

  async function page(address: string, form?: Record<string, string>): Promise<Response> {
    return simulator.handle(
      new Request(address, form ? { method: 'POST', body: new URLSearchParams(form) } : { method: 'GET' }),
    );
  }

  return {
    simulator,
    clock,
    notifications,
    box,
    call,
    must,
    refused,
    page,
    request,
    pay: (over: Json = {}) => must('POST', '/v3/payment_requests', paymentBody(over)),
    events: () => notifications.map(({ event }) => event),
    runDue: () => simulator.runDue(),
    async advance(ms: number): Promise<void> {
      const end = clock.now() + ms;
      for (let next = simulator.nextDueAt(); next !== undefined && next <= end; next = simulator.nextDueAt()) {
        clock.set(Math.max(next, clock.now()));
        await simulator.runDue();
      }
      clock.set(end);
      await simulator.runDue();
    },
  };
}

function read(text: string): Pick<SignedNotification, 'event' | 'data' | 'created'> {
  try {
    const body: unknown = JSON.parse(text);
    const data = at(body, 'data');
    return { event: textAt(body, 'event'), data: isJson(data) ? data : {}, created: textAt(body, 'created') };
  } catch {
    return { event: 'unreadable', data: {}, created: '' };
  }
}

let orders = 0;

/** The body of a DANA payment of Rp25.000 with a reference of its own, with these fields changed; `undefined` removes one. */
export const paymentBody = (over: Json = {}): Json => ({
  reference_id: `order${(orders += 1)}`,
  type: 'PAY',
  country: 'ID',
  currency: 'IDR',
  request_amount: 25_000,
  channel_code: 'DANA',
  channel_properties: RETURN_URLS,
  ...over,
});

export const VA = { channel_code: 'BCA_VIRTUAL_ACCOUNT', channel_properties: { display_name: 'Toko Kasir' } };
export const CUSTOMER = {
  customer: { type: 'INDIVIDUAL', reference_id: 'siti1', individual_detail: { given_names: 'Siti' } },
};
export const CARD = {
  card_number: '4000000000002503',
  expiry_month: '12',
  expiry_year: '2030',
  cvn: '123',
  cardholder_first_name: 'Siti',
  cardholder_last_name: 'Aminah',
  cardholder_email: 'siti@example.com',
};
export const byCard = (card: Json = {}, more: Json = {}): Json => ({
  channel_code: 'CARDS',
  channel_properties: { ...RETURN_URLS, card_details: { ...CARD, ...card }, ...more },
});
export const FRICTIONLESS = { card_number: '4000000000001000' };
export const sessionBody = (over: Json = {}): Json => ({
  reference_id: `session${(orders += 1)}`,
  session_type: 'PAY',
  mode: 'PAYMENT_LINK',
  amount: 25_000,
  currency: 'IDR',
  country: 'ID',
  success_return_url: `${BACK}?went=well`,
  cancel_return_url: `${BACK}?went=away`,
  ...over,
});
