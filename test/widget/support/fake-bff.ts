import type {
  ChannelView,
  PaymentView,
  SavedMethodView,
  SessionCheckout,
  SessionView,
} from '../../../shared/api/views.ts';
import { isChannelCode } from '../../../shared/channel.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import { PROBLEMS, type FieldError, type ProblemCode } from '../../../shared/problem.ts';
import { aCheckout, aPayment, FEW_CHANNELS, iso, START, usualInstruction } from './views.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string;
  readonly language: string;
  readonly key: string;
  readonly body: unknown;
}

/** `network`: the connection breaks. A function can answer late. */
export type Fault = 'network' | (() => Response | Promise<Response>);

/** The browser API of a BFF in memory, with methods for the test to change its state. */
export class FakeBff {
  checkout: SessionCheckout = aCheckout();
  channels: readonly ChannelView[] = FEW_CHANNELS;
  savedMethods: readonly SavedMethodView[] = [];
  payment: PaymentView | undefined;
  /** The next payment's instruction. */
  instruction: Instruction | undefined;
  /** The next payment's first status. */
  outcome: Partial<PaymentView> = {};
  token = 'token-1';
  /** It never issued the tokens that it refuses. */
  foreign = false;
  /** This page's origin is not allowed: it can read the public files only. */
  refusing = false;
  streaming = true;
  /** A proxy buffers streams after their first bytes. */
  held = false;
  now = START;
  readonly requests: SeenRequest[] = [];
  readonly #faults = new Map<string, Fault[]>();
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #answers = new Map<string, PaymentView>();
  #made = 0;

  /** In place of the global one. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const text = await request.clone().text();
    this.requests.push({
      method: request.method,
      path: pathname,
      query: search,
      authorization: request.headers.get('authorization') ?? '',
      language: request.headers.get('accept-language') ?? '',
      key: request.headers.get('idempotency-key') ?? '',
      body: text === '' ? undefined : JSON.parse(text),
    });
    if (this.refusing && pathname === '/kasir.json') return json(200, {});
    if (this.refusing) throw new TypeError('Failed to fetch');
    const fault = this.#faults.get(`${request.method} ${pathname}`)?.shift();
    if (fault === 'network') throw new TypeError('Failed to fetch');
    if (fault) return fault();
    if (request.headers.get('authorization') !== `Bearer ${this.token}`)
      return problem('unauthorized', undefined, {}, this.foreign ? undefined : 'token_expired');
    return this.#answer(request, pathname, text);
  };

  /** The results of the next requests to this address, in turn. */
  fail(method: 'GET' | 'POST', path: string, ...faults: readonly Fault[]): void {
    const key = `${method} ${path}`;
    this.#faults.set(key, [...(this.#faults.get(key) ?? []), ...faults]);
  }

  seen(method: string, path: string): readonly SeenRequest[] {
    return this.requests.filter((request) => request.method === method && request.path === path);
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  get session(): SessionView {
    return {
      checkout: this.checkout,
      channels: [...this.channels],
      savedMethods: [...this.savedMethods],
      ...(this.payment ? { payment: this.payment } : {}),
      now: iso(this.now),
    };
  }

  /** The payment changes, and open streams get an event. */
  say(change: Partial<PaymentView>): PaymentView {
    this.now += 1;
    this.payment = { ...(this.payment ?? aPayment()), ...change, updatedAt: iso(this.now) };
    if (this.payment.status === 'succeeded') this.checkout = { ...this.checkout, status: 'paid' };
    this.send('payment', this.payment);
    if (this.checkout.status !== 'open') this.send('checkout', this.checkout);
    return this.payment;
  }

  /** The checkout ends, and open streams get an event. */
  end(status: 'expired' | 'canceled'): void {
    this.now += 1;
    this.checkout = { ...this.checkout, status };
    this.send('checkout', this.checkout);
  }

  send(event: string, data: unknown): void {
    if (this.held) return;
    for (const stream of this.#streams) stream.enqueue(this.#event(event, data));
  }

  #event(event: string, data: unknown): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode(`event: ${event}\nid: ${this.now}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** The first event of every stream. */
  #sendState(stream: ReadableStreamDefaultController<Uint8Array>): void {
    stream.enqueue(new TextEncoder().encode('retry: 3000\n\n'));
    if (this.held) return;
    if (this.payment) stream.enqueue(this.#event('payment', this.payment));
    stream.enqueue(this.#event('checkout', this.checkout));
  }

  /** The streams end, as when a proxy cuts them. */
  cutStreams(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  #answer(request: Request, path: string, text: string): Response {
    if (path === '/v1/session') return json(200, this.session);
    if (path === '/v1/session/events') return this.#stream(request.signal);
    if (path === '/v1/session/payments') return this.#create(request.headers.get('idempotency-key') ?? '', text);
    if (!this.payment || !path.startsWith(`/v1/session/payments/${this.payment.id}`)) return problem('not_found');
    if (path.endsWith('/cancel')) return json(200, this.say({ status: 'canceled' }));
    if (path.endsWith('/confirm')) return json(200, this.say({ status: 'processing', instruction: { kind: 'none' } }));
    return json(200, this.payment);
  }

  #create(key: string, text: string): Response {
    const known = this.#answers.get(key);
    if (known) return json(201, known);
    const { channel, savedMethod } = JSON.parse(text) as { channel?: string; savedMethod?: string };
    const code = channel ?? this.savedMethods.find(({ id }) => id === savedMethod)?.channel ?? '';
    if (!isChannelCode(code)) return problem('channel_unavailable');
    this.now += 1;
    this.#made += 1;
    this.payment = aPayment({
      id: `pay_${String(this.#made).padStart(26, '0')}`,
      channel: code,
      instruction: this.instruction ?? usualInstruction(code),
      createdAt: iso(this.now),
      updatedAt: iso(this.now),
      ...this.outcome,
    });
    this.#answers.set(key, this.payment);
    return json(201, this.payment);
  }

  #stream(signal: AbortSignal): Response {
    if (!this.streaming) return problem('provider_unavailable');
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#streams.add(controller);
      },
      cancel: () => {
        if (own) this.#streams.delete(own);
      },
    });
    signal.addEventListener('abort', () => {
      if (own && this.#streams.delete(own)) own.error(signal.reason);
    });
    if (own) this.#sendState(own);
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }
}

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

export function problem(
  code: ProblemCode,
  errors?: readonly FieldError[],
  headers: Readonly<Record<string, string>> = {},
  reason?: string,
): Response {
  const { status, title } = PROBLEMS[code];
  const body = {
    type: `https://kasir.test/problems/${code}`,
    title,
    status,
    code,
    detail: title,
    requestId: 'req_1',
    errors,
    reason,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}
