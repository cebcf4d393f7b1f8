import ky, { HTTPError, type KyInstance } from 'ky';
import { BROWSER_ROUTES, fillPath } from '../../shared/api/routes.ts';
import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import { BffError, localProblem } from './problem.ts';
import type { Read } from './read.ts';
import { readPayment, readProblem, readSession } from './read-view.ts';

export interface Device {
  readonly kind: 'mobile' | 'desktop';
  readonly os?: string;
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
  /** Wait before the n-th repetition of a GET, in ms. Default: 0.3 s, 0.6 s, 1.2 s. */
  readonly retryDelayMs?: (attempt: number) => number;
}

interface Asked {
  readonly json?: unknown;
  readonly searchParams?: Record<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Longer than the 15 s after which the BFF answers `unknown` at the latest. */
const TIMEOUT_MS = 20_000;

/** The browser API of the BFF. Every failure is a {@link BffError}. Only GETs are repeated, at most three times. */
export class Bff {
  #token: string;
  #renewing: Promise<string> | undefined;
  readonly #baseUrl: string;
  readonly #renewToken: (() => Promise<string> | undefined) | undefined;
  readonly #device: Device;
  readonly #language: BffOptions['language'];
  readonly #fetch: typeof globalThis.fetch;
  readonly #http: KyInstance;

  constructor({ baseUrl, token, renewToken, device, language, fetch, retryDelayMs }: BffOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#token = token;
    this.#renewToken = renewToken;
    this.#device = device;
    this.#language = language;
    this.#fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
    // No `signal` among the options: with one, ky needs AbortSignal.any, which phones of 2023 do not have.
    this.#http = ky.create({
      fetch: this.#fetch,
      timeout: TIMEOUT_MS,
      retry: {
        limit: 3,
        methods: ['get'],
        maxRetryAfter: 10_000,
        retryOnTimeout: true,
        ...(retryDelayMs ? { delay: retryDelayMs } : {}),
      },
      ...PRIVATE,
    });
  }

  set token(token: string) {
    this.#token = token;
  }

  getSession(): Promise<SessionView> {
    const { kind, os } = this.#device;
    const language = this.#language?.();
    return this.#ask(
      readSession,
      'getSession',
      {},
      {
        searchParams: os ? { device: kind, os } : { device: kind },
        headers: language ? { 'accept-language': language } : {},
      },
    );
  }

  /** `key` is the attempt's Idempotency-Key: the same one again never makes a second payment. */
  createPayment(choice: Choice, key: string): Promise<PaymentView> {
    const json = { ...choice, device: this.#device };
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
      const response = await this.#fetch(this.#baseUrl + BROWSER_ROUTES.sessionEvents[1], {
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
    options: Asked = {},
  ): Promise<T> {
    return this.#withToken(async (authorization) => {
      const [method, path] = BROWSER_ROUTES[route];
      const response = await this.#http(this.#baseUrl + fillPath(path, parameters), {
        method,
        ...options,
        headers: { ...options.headers, authorization },
      });
      const body: unknown = await response.json();
      return readOr(body, read);
    });
  }

  async #withToken<T>(send: (authorization: string) => Promise<T>): Promise<T> {
    const used = this.#token;
    try {
      try {
        return await send(`Bearer ${used}`);
      } catch (error) {
        if (!isUnauthorized(error)) throw error;
        // Another call may have renewed it while this one was under way.
        if (this.#token === used) this.#token = await this.#renew(error);
        return await send(`Bearer ${this.#token}`);
      }
    } catch (error) {
      throw await toBffError(error);
    }
  }

  async #renew(refusal: unknown): Promise<string> {
    this.#renewing ??= this.#renewToken?.()?.finally(() => {
      this.#renewing = undefined;
    });
    if (!this.#renewing) throw refusal;
    try {
      return await this.#renewing;
    } catch (error) {
      throw new Unauthorized(error);
    }
  }
}

const PRIVATE = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' } as const;

class Unauthorized extends Error {
  constructor(cause?: unknown) {
    super('the client token has ended', { cause });
  }
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Unauthorized || (error instanceof HTTPError && error.response.status === 401);

function readOr<T>(body: unknown, read: Read<T>): T {
  try {
    return read(body, '');
  } catch (error) {
    throw new BffError(localProblem('unreadable', 'The answer of the payment server cannot be read.'), error);
  }
}

async function toBffError(error: unknown): Promise<BffError> {
  if (error instanceof BffError) return error;
  if (isUnauthorized(error))
    return new BffError(localProblem('token_expired', 'The payment session has ended.'), error);
  if (error instanceof HTTPError) {
    try {
      return new BffError(readProblem(await error.response.json(), ''), error);
    } catch {
      // No problem document: a proxy or a firewall spoke, not the BFF.
    }
  }
  return new BffError(localProblem('unreachable', 'The payment server cannot be reached.'), error);
}
