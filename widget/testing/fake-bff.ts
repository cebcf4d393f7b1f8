import type {
  ChannelView,
  PaymentView,
  SavedMethodView,
  SessionCheckout,
  SessionView,
} from '../../shared/api/views.ts';
import { isChannelCode, type ChannelCode } from '../../shared/channel.ts';
import type { Instruction } from '../../shared/instruction.ts';
import { isFinal, type FailureCode } from '../../shared/payment-status.ts';
import { EventStreams, eventText } from './event-streams.ts';
import { jsonResponse, problem } from './problem-response.ts';
import { aCheckout, aPayment, FEW_CHANNELS, HOUR, iso, START, usualInstruction } from './samples.ts';

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
  /** The next payment's instruction; the channel's usual one if not set. */
  instruction: Instruction | undefined;
  /** What the next payments are as soon as they are made, for example `{ status: 'authorized' }`. */
  outcome: Partial<PaymentView> = {};
  token = 'token-1';
  /** The one-time password that the bank accepts; without one, any. */
  otp: string | undefined;
  /** Answers come this much later, in milliseconds. */
  delayMs = 0;
  /** It never issued the tokens that it refuses. */
  foreign = false;
  /** This page's origin is not allowed: it can read the public files only. */
  refusing = false;
  /** Whether it offers event streams; otherwise the widget polls. */
  streaming = true;
  readonly streams = new EventStreams();
  readonly requests: SeenRequest[] = [];
  readonly #clock: () => number;
  #aheadMs = 0;
  #offline = false;
  readonly #faults = new Map<string, Fault[]>();
  readonly #answers = new Map<string, PaymentView>();
  #made = 0;

  /** `clock`: epoch milliseconds; it stands still by default. */
  constructor(clock: () => number = () => START) {
    this.#clock = clock;
  }

  /** Its time, epoch milliseconds. */
  get now(): number {
    return this.#clock() + this.#aheadMs;
  }

  set now(at: number) {
    this.#aheadMs = at - this.#clock();
  }

  /** In place of the global one. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const text = await request.clone().text();
    const form = formOf(request, text);
    this.requests.push({
      method: request.method,
      path: pathname,
      query: search,
      authorization: request.headers.get('authorization') ?? '',
      language: request.headers.get('accept-language') ?? '',
      key: request.headers.get('idempotency-key') ?? '',
      body: form ?? (text === '' ? undefined : JSON.parse(text)),
    });
    if (this.delayMs > 0) await passed(this.delayMs);
    if (this.#offline) throw unreachable();
    if (this.refusing && pathname === '/kasir.json') return jsonResponse(200, {});
    if (this.refusing) throw unreachable();
    const fault = this.#faults.get(`${request.method} ${pathname}`)?.shift();
    if (fault === 'network') throw unreachable();
    if (fault) return fault();
    const token = form?.['token'] ?? request.headers.get('authorization')?.replace(/^Bearer /, '');
    if (token !== this.token)
      return problem('unauthorized', undefined, {}, this.foreign ? {} : { reason: 'token_expired' });
    return this.#answer(request, pathname, text);
  };

  /** The results of the next requests to this address, in turn. */
  answerNext(method: 'GET' | 'POST', path: string, ...faults: readonly Fault[]): void {
    const key = `${method} ${path}`;
    this.#faults.set(key, [...(this.#faults.get(key) ?? []), ...faults]);
  }

  /** The provider rejects the next payment. */
  rejectNext(code: FailureCode): void {
    this.answerNext('POST', '/v1/session/payments', () =>
      problem('provider_rejected', undefined, {}, { failure: { code, message: code } }),
    );
  }

  seen(method: string, path: string): readonly SeenRequest[] {
    return this.requests.filter((request) => request.method === method && request.path === path);
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
  report(change: Partial<PaymentView>): PaymentView {
    this.now += 1;
    this.payment = { ...(this.payment ?? this.#newPayment('va_bca')), ...change, updatedAt: iso(this.now) };
    if (this.payment.status === 'succeeded') this.checkout = { ...this.checkout, status: 'paid' };
    this.sendEvent('payment', this.payment);
    if (this.checkout.status !== 'open') this.sendEvent('checkout', this.checkout);
    return this.payment;
  }

  /** The payment is paid. */
  pay(): PaymentView {
    return this.report({ status: 'succeeded' });
  }

  /** The money is held, to be captured later. */
  authorize(): PaymentView {
    return this.report({ status: 'authorized' });
  }

  /** The provider is working on it. */
  process(): PaymentView {
    return this.report({ status: 'processing' });
  }

  fail(code: FailureCode): PaymentView {
    return this.report({ status: 'failed', failure: { code, message: code } });
  }

  /** The payment expires; the order can still be paid. */
  expire(): PaymentView {
    return this.report({ status: 'expired' });
  }

  /** Money comes in for a payment that has expired. */
  payLate(): PaymentView {
    return this.report({ status: 'expired', review: 'paid_late' });
  }

  /** Money comes in although another payment has paid the order. */
  payTwice(): PaymentView {
    return this.report({ status: 'succeeded', review: 'paid_twice' });
  }

  /** Another amount than the order's comes in. */
  payOtherAmount(): PaymentView {
    return this.report({ status: 'processing', review: 'amount_differs' });
  }

  /** The provider has not answered, and nobody knows whether it is paid. */
  loseOutcome(): PaymentView {
    return this.report({ status: 'unknown' });
  }

  /** `amount`: all of it if not given. */
  refund(amount = this.payment?.amount ?? 0): PaymentView {
    return this.report({ refundedAmount: amount });
  }

  /** The provider takes the money back. */
  reverse(): PaymentView {
    return this.report({ status: 'succeeded', reversedAt: iso(this.now) });
  }

  /** The checkout ends, and open streams get an event. */
  endCheckout(status: 'expired' | 'canceled'): void {
    this.now += 1;
    this.checkout = { ...this.checkout, status };
    this.sendEvent('checkout', this.checkout);
  }

  sendEvent(event: string, data: unknown): void {
    this.streams.send(eventText(event, this.now, data));
  }

  /** Every connection breaks, and there are no new ones. */
  goOffline(): void {
    this.#offline = true;
    this.streams.end(unreachable());
  }

  /** The network is back, and the browser says so. */
  goOnline(): void {
    this.#offline = false;
    if (typeof dispatchEvent === 'function') dispatchEvent(new Event('online'));
  }

  /** The present token ends; the new one, for `renewToken`. */
  endToken(): string {
    this.token = `${this.token}-renewed`;
    this.streams.end();
    return this.token;
  }

  #answer(request: Request, path: string, text: string): Response {
    if (path === '/v1/session') return jsonResponse(200, this.session);
    if (path === '/v1/session/events') return this.#stream(request.signal);
    if (path === '/v1/session/payments') return this.#create(request.headers.get('idempotency-key') ?? '', text);
    const { payment } = this;
    if (!payment || !path.startsWith(`/v1/session/payments/${payment.id}`)) return problem('not_found');
    if (path.endsWith('/cancel'))
      return jsonResponse(200, isFinal(payment.status) ? payment : this.report({ status: 'canceled' }));
    if (path.endsWith('/confirm')) return this.#confirm(text);
    return jsonResponse(200, payment);
  }

  #confirm(text: string): Response {
    const { otp } = JSON.parse(text) as { otp?: string };
    if (this.otp !== undefined && otp !== this.otp)
      return problem('invalid_request', [
        { path: 'otp', message: 'is not the one that was sent; check it and type it again' },
      ]);
    return jsonResponse(200, this.report({ status: 'processing', instruction: { kind: 'none' } }));
  }

  #create(key: string, text: string): Response {
    const known = this.#answers.get(key);
    if (known) return jsonResponse(201, known);
    const { channel, savedMethod } = JSON.parse(text) as { channel?: string; savedMethod?: string };
    const code = channel ?? this.savedMethods.find(({ id }) => id === savedMethod)?.channel ?? '';
    if (!isChannelCode(code)) return problem('channel_unavailable');
    if (this.checkout.status !== 'open') return problem('state_conflict');
    this.now += 1;
    this.payment = { ...this.#newPayment(code), ...this.outcome };
    this.#answers.set(key, this.payment);
    return jsonResponse(201, this.payment);
  }

  /** A payment of the checkout, as it is when it has just been made. */
  #newPayment(channel: ChannelCode): PaymentView {
    this.#made += 1;
    const { amount, currency } = this.checkout;
    return aPayment({
      id: `pay_${String(this.#made).padStart(26, '0')}`,
      channel,
      amount,
      currency,
      instruction: this.instruction ?? usualInstruction(channel, this.now),
      expiresAt: iso(this.now + HOUR),
      createdAt: iso(this.now),
      updatedAt: iso(this.now),
    });
  }

  #stream(signal: AbortSignal): Response {
    if (!this.streaming) return problem('provider_unavailable');
    const { now, payment, checkout } = this;
    const state = eventText('checkout', now, checkout);
    return this.streams.open(signal, payment ? [eventText('payment', now, payment), state] : [state]);
  }
}

const unreachable = (): TypeError => new TypeError('Failed to fetch');

const passed = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

function formOf(request: Request, text: string): Readonly<Record<string, string>> | undefined {
  const type = request.headers.get('content-type') ?? '';
  return type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(text))
    : undefined;
}
