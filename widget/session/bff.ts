import { BROWSER_ROUTES, fillPath } from '../../shared/api/routes.ts';
import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import { misconfigured } from './misconfigured.ts';
import { BffError, localProblem } from './problem.ts';
import type { Parser } from './parse.ts';
import { parsePayment, parseProblem, parseSession } from './parse-views.ts';
import type { CustomerDevice } from './customer-device.ts';
import type { Answer } from './exchange.ts';
import { PRIVATE } from './private-request.ts';
import { send, type SendOptions } from './send.ts';
import { serverAnswers } from './server-answers.ts';
import { isToken, SESSION_PATH, sessionRequest } from './session-request.ts';

export interface BffOptions {
  /** Absolute address of the BFF; a path below the host is kept. */
  readonly baseUrl: string;
  readonly token: string;
  /** Called once for all calls that find the token ended; `undefined`: it cannot be renewed. */
  readonly renewToken?: () => Promise<string> | undefined;
  readonly device: CustomerDevice;
  /** For the texts of the BFF, at the moment of the call. */
  readonly language?: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly retryDelayMs?: SendOptions['retryDelayMs'];
}

interface Call {
  readonly path: string;
  /** With the token. */
  readonly request: (token: string) => RequestInit;
  /** It changes nothing, so it may be repeated. */
  readonly reads: boolean;
  readonly first?: Promise<Answer> | undefined;
}

/**
 * The browser API of the BFF; `payment-commands.ts` has what changes payments. Every failure is a {@link BffError}. Only
 * reads are repeated, at most three times.
 */
export class Bff {
  #token: string;
  #renewing: Promise<void> | undefined;
  readonly #baseUrl: string;
  readonly #renewToken: (() => Promise<string> | undefined) | undefined;
  readonly device: CustomerDevice;
  readonly #language: BffOptions['language'];
  readonly #sending: SendOptions;
  /** It has answered once, so the page is set up. */
  #reached = false;

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

  /** White space around it, as a template may leave, is dropped. */
  set token(token: string) {
    this.#token = token.trim();
  }

  /** `first`: the first try, where that is under way already. */
  async getSession(first?: Promise<Answer>): Promise<SessionView> {
    try {
      return await this.#readSession(first);
    } catch (error) {
      if (this.#reached || !isUnreadable(error) || !(await this.#answers())) throw error;
      // Once more: the network may be back.
      return await this.#readSession().catch(async (again: unknown) => {
        throw isUnreadable(again) ? new BffError(await misconfigured('refused_origin', this.#baseUrl), again) : again;
      });
    }
  }

  #readSession(first?: Promise<Answer>): Promise<SessionView> {
    return this.#send(parseSession, {
      path: SESSION_PATH,
      request: (token) => sessionRequest(token, this.device, this.#language?.()),
      reads: true,
      first,
    });
  }

  getPayment(id: string): Promise<PaymentView> {
    return this.callPayment('GET', fillPath(BROWSER_ROUTES.getSessionPayment[1], { id }));
  }

  /** Opens the event stream. It ends with the token, when `signal` is aborted, or when the connection breaks. */
  openEvents(lastEventId: string | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    return this.#withToken(async (token) => {
      const headers = {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
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

  /** A call that is answered with a payment, with the token in a header. */
  callPayment(
    method: 'GET' | 'POST',
    path: string,
    json?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<PaymentView> {
    return this.#send(parsePayment, {
      path,
      request: (token) => ({
        method,
        headers: {
          ...headers,
          authorization: `Bearer ${token}`,
          ...(json ? { 'content-type': 'application/json' } : {}),
        },
        ...(json ? { body: JSON.stringify(json) } : {}),
      }),
      reads: method === 'GET',
    });
  }

  #send<T>(parse: Parser<T>, { path, request, reads, first }: Call): Promise<T> {
    let started = first;
    return this.#withToken(async (token) => {
      const { status, body, retryAfterMs } = await send(
        this.#baseUrl + path,
        request(token),
        reads,
        this.#sending,
        started,
      );
      started = undefined;
      if (status === 401) throw new Unauthorized(undefined, !this.#reached && !isEnd(body));
      // Without JSON it comes from a proxy or a firewall, not from the BFF.
      if (body === undefined) throw new Error(`not an answer of the BFF: status ${status}`);
      if (status >= 400) {
        let problem = parseProblem(body, '');
        // The BFF answers 403 to a browser for the page's origin only; a page on the BFF's own origin can read it.
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
      const answer = parseAnswer(body, parse);
      this.#reached = true;
      return answer;
    });
  }

  async #withToken<T>(send: (token: string) => Promise<T>): Promise<T> {
    const used = this.#token;
    try {
      try {
        return await send(this.#checkedToken);
      } catch (error) {
        if (!(error instanceof Unauthorized)) throw error;
        // Another call may have renewed it meanwhile.
        if (this.#token === used) await this.#renew(error);
        return await send(this.#checkedToken);
      }
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  get #checkedToken(): string {
    if (!isToken(this.#token)) throw new Unauthorized(undefined, !this.#reached);
    return this.#token;
  }

  #answers(): Promise<boolean> {
    return serverAnswers(this.#baseUrl, this.#sending.fetch);
  }

  async #explain(error: unknown): Promise<BffError> {
    if (error instanceof BffError) return error;
    if (error instanceof Unauthorized)
      return error.foreign
        ? new BffError(await misconfigured('foreign_token', this.#baseUrl), error)
        : new BffError(localProblem('token_expired', 'The payment session has ended.'), error);
    return new BffError(localProblem('unreachable', 'The payment server cannot be reached.'), error);
  }

  async #renew(cause: unknown): Promise<void> {
    try {
      this.#renewing ??= within(RENEWAL_MS, this.#renewToken?.())
        ?.then((token) => {
          this.token = token;
        })
        .finally(() => {
          this.#renewing = undefined;
        });
      if (!this.#renewing) throw cause;
      await this.#renewing;
    } catch (error) {
      throw error === cause ? error : new Unauthorized(error);
    }
  }
}

/** How long the page may take to renew the token: the customer waits. */
const RENEWAL_MS = 20_000;

const within = <T>(ms: number, promise: Promise<T> | undefined): Promise<T> | undefined =>
  promise &&
  new Promise((resolve, reject) => {
    setTimeout(reject, ms);
    Promise.resolve(promise).then(resolve, reject);
  });

class Unauthorized extends Error {
  /** The BFF never issued this token. */
  readonly foreign: boolean;

  constructor(cause?: unknown, foreign = false) {
    super('the client token is not accepted', { cause });
    this.foreign = foreign;
  }
}

/** Browsers throw a TypeError for every answer that the page may not read. */
const isUnreadable = (error: unknown): boolean => error instanceof BffError && error.cause instanceof TypeError;

const isEnd = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'reason' in body && body.reason === 'token_expired';

function parseAnswer<T>(body: unknown, parse: Parser<T>): T {
  try {
    return parse(body, '');
  } catch (error) {
    throw new BffError(localProblem('unreadable', 'The answer of the payment server cannot be read.'), error);
  }
}
