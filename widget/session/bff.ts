import { BROWSER_ROUTES, fillPath } from '../../shared/api/routes.ts';
import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import { misconfigured } from './misconfigured.ts';
import { BffError, localProblem } from './problem.ts';
import type { Read } from './parse.ts';
import { readPayment, readProblem, readSession } from './parse-views.ts';
import { send, type SendOptions } from './send.ts';

export interface Device {
  readonly kind: 'mobile' | 'desktop';
  readonly os?: 'android' | 'ios';
}

/** The body of one attempt to pay. There is no amount in it: the BFF knows what the checkout costs. */
export interface Choice {
  /** May be left out with `savedMethod`, which has a channel of its own. */
  readonly channel?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly savedMethod?: string;
  /** The customer's consent. */
  readonly save?: boolean;
  readonly device?: Device;
}

export interface BffOptions {
  /** Absolute address of the BFF; a path below the host is kept. */
  readonly baseUrl: string;
  readonly token: string;
  /** Called once for any number of calls that find the token ended; `undefined`: nobody can renew it. */
  readonly renewToken?: () => Promise<string> | undefined;
  readonly device: Device;
  /** In which the BFF's notices are to be, at the moment. */
  readonly language?: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly retryDelayMs?: SendOptions['retryDelayMs'];
}

interface Asked {
  readonly json?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The browser API of the BFF. Every failure is a {@link BffError}. Only GETs are repeated, at most three times. */
export class Bff {
  #token: string;
  #renewing: Promise<string> | undefined;
  readonly #baseUrl: string;
  readonly #renewToken: (() => Promise<string> | undefined) | undefined;
  readonly device: Device;
  readonly #language: BffOptions['language'];
  readonly #sending: SendOptions;
  /** It has answered, so the page is set up. */
  #known = false;

  constructor({ baseUrl, token, renewToken, device, language, fetch, retryDelayMs }: BffOptions) {
    this.#baseUrl = baseUrl.trim().replace(/\/+$/, '');
    this.#token = token.trim();
    this.#renewToken = renewToken;
    this.device = device;
    this.#language = language;
    this.#sending = { fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)), retryDelayMs };
  }

  /** Without a slash at its end. */
  get address(): string {
    return this.#baseUrl;
  }

  /** A template, or a file it comes from, may have put line breaks around it. */
  set token(token: string) {
    this.#token = token.trim();
  }

  async getSession(): Promise<SessionView> {
    try {
      return await this.#readSession();
    } catch (error) {
      if (this.#known || !isUnheard(error) || !(await this.answers())) throw error;
      // Once more: it may have been the network, which is back.
      return await this.#readSession().catch(async (again: unknown) => {
        throw isUnheard(again) ? new BffError(await misconfigured('refused_origin', this.#baseUrl), again) : again;
      });
    }
  }

  #readSession(): Promise<SessionView> {
    const { kind, os } = this.device;
    const language = this.#language?.();
    return this.#ask(
      readSession,
      'getSession',
      {},
      {
        query: `?${new URLSearchParams(os ? { device: kind, os } : { device: kind })}`,
        headers: language ? { 'accept-language': language } : {},
      },
    );
  }

  /** `key` is the attempt's Idempotency-Key: the same one again never makes a second payment. */
  createPayment(choice: Choice, key: string): Promise<PaymentView> {
    const json = { ...choice, device: this.device };
    return this.#ask(readPayment, 'createSessionPayment', {}, { json, headers: { 'idempotency-key': key } });
  }

  getPayment(id: string): Promise<PaymentView> {
    return this.#ask(readPayment, 'getSessionPayment', { id });
  }

  confirmPayment(id: string, otp: string): Promise<PaymentView> {
    return this.#ask(readPayment, 'confirmSessionPayment', { id }, { json: { otp } });
  }

  resendOtp(id: string): Promise<PaymentView> {
    return this.#ask(readPayment, 'resendOtp', { id }, { json: {} });
  }

  cancelPayment(id: string): Promise<PaymentView> {
    return this.#ask(readPayment, 'cancelSessionPayment', { id }, { json: {} });
  }

  /** The open event stream. It ends when the token does, when `signal` says so, or when the connection breaks. */
  openEvents(lastEventId: string | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    return this.#withToken(async (authorization) => {
      const headers = {
        accept: 'text/event-stream',
        authorization,
        ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
      };
      const response = await this.#sending.fetch(this.#baseUrl + BROWSER_ROUTES.sessionEvents[1], {
        ...PRIVATE,
        headers,
        signal,
      });
      if (response.status === 401) throw new Unauthorized();
      if (!response.ok || !response.body) throw new Error(`no event stream: ${response.status}`);
      return response.body;
    });
  }

  #ask<T>(
    read: Read<T>,
    route: keyof typeof BROWSER_ROUTES,
    parameters: Record<string, string>,
    { json, query = '', headers }: Asked = {},
  ): Promise<T> {
    return this.#withToken(async (authorization) => {
      const [method, path] = BROWSER_ROUTES[route];
      const { status, body, retryAfterMs } = await send(
        this.#baseUrl + fillPath(path, parameters) + query,
        {
          ...PRIVATE,
          method,
          headers: { ...headers, authorization, ...(json ? { 'content-type': 'application/json' } : {}) },
          ...(json ? { body: JSON.stringify(json) } : {}),
        },
        this.#sending,
      );
      if (status === 401) throw new Unauthorized(undefined, !this.#known && !isEnd(body));
      // No JSON at all: a proxy or a firewall spoke, not the BFF.
      if (body === undefined) throw new Error(`no answer of a BFF: ${status}`);
      if (status >= 400) {
        let problem = readProblem(body, '');
        // To a browser it says so of nothing but the page's origin; the page can read it where that is the BFF's own.
        if (status === 403)
          problem = {
            ...problem,
            ...(await misconfigured('refused_origin', this.#baseUrl)),
            status,
            requestId: problem.requestId,
          };
        throw new BffError(
          retryAfterMs === undefined ? problem : { ...problem, retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) },
        );
      }
      const answer = readOr(body, read);
      this.#known = true;
      return answer;
    });
  }

  async #withToken<T>(send: (authorization: string) => Promise<T>): Promise<T> {
    const used = this.#token;
    try {
      try {
        return await send(this.#authorization);
      } catch (error) {
        if (!(error instanceof Unauthorized)) throw error;
        // Another call may have renewed it while this one was under way.
        if (this.#token === used) this.token = await this.#renew(error);
        return await send(this.#authorization);
      }
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  get #authorization(): string {
    // No browser would send it, nor say why: a page in the place of a token, or a template's own text.
    if (!/^[!-~]+$/.test(this.#token)) throw new Unauthorized(undefined, !this.#known);
    return `Bearer ${this.#token}`;
  }

  /** Whether its public part answers. A page of an origin that it refuses can read that, and nothing else. */
  async answers(): Promise<boolean> {
    try {
      return (await this.#sending.fetch(`${this.#baseUrl}/kasir.json`, PRIVATE)).ok;
    } catch {
      return false;
    }
  }

  async #explain(error: unknown): Promise<BffError> {
    if (error instanceof BffError) return error;
    if (error instanceof Unauthorized)
      return error.foreign
        ? new BffError(await misconfigured('foreign_token', this.#baseUrl), error)
        : new BffError(localProblem('token_expired', 'The payment session has ended.'), error);
    return new BffError(localProblem('unreachable', 'The payment server cannot be reached.'), error);
  }

  async #renew(refusal: unknown): Promise<string> {
    try {
      this.#renewing ??= within(RENEWAL_MS, this.#renewToken?.())?.finally(() => {
        this.#renewing = undefined;
      });
      if (!this.#renewing) throw refusal;
      return (await this.#renewing).trim();
    } catch (error) {
      throw error === refusal ? error : new Unauthorized(error);
    }
  }
}

/** A page that is asked for a token and never answers must not keep the customer waiting for ever. */
const RENEWAL_MS = 20_000;

const within = <T>(ms: number, promise: Promise<T> | undefined): Promise<T> | undefined =>
  promise &&
  new Promise((resolve, reject) => {
    setTimeout(reject, ms);
    Promise.resolve(promise).then(resolve, reject);
  });

const PRIVATE = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' } as const;

class Unauthorized extends Error {
  /** The token was none of its own at any time. */
  readonly foreign: boolean;

  constructor(cause?: unknown, foreign = false) {
    super('the client token is not accepted', { cause });
    this.foreign = foreign;
  }
}

/** What browsers throw for every answer that a page may not read. */
const isUnheard = (error: unknown): boolean => error instanceof BffError && error.cause instanceof TypeError;

const isEnd = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'reason' in body && body.reason === 'token_expired';

function readOr<T>(body: unknown, read: Read<T>): T {
  try {
    return read(body, '');
  } catch (error) {
    throw new BffError(localProblem('unreadable', 'The answer of the payment server cannot be read.'), error);
  }
}
