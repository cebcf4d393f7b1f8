import { pathTo, ROUTES, type RouteName } from '../../shared/api/routes.ts';
import type { CallOptions, KasirClient, ReadOptions } from './api.ts';
import { send, type OutgoingRequest, type SendOptions } from './send.ts';

export interface KasirClientOptions {
  /** `PUBLIC_URL` of the server, or its address inside your network; a path is kept. */
  readonly url: string;
  /** One of `KASIR_API_KEYS`. */
  readonly apiKey?: string;
  /** One of `KASIR_PAYOUT_KEYS`, for `payouts` alone. */
  readonly payoutKey?: string;
  /** For one try, in milliseconds. Default: 20000; the server answers within 15000. */
  readonly timeoutMs?: number;
  /** How often a call that got no answer, or 429, 502, 503 or 504, is repeated. Default: 3. */
  readonly retries?: number;
  /** A longer `Retry-After` is not waited for: the call fails with it. In milliseconds. Default: 30000. */
  readonly longestWaitMs?: number;
  /** Default: the runtime's. */
  readonly fetch?: typeof globalThis.fetch;
}

interface Call {
  /** In the path. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What is not `signal` goes into the address. */
  readonly query?: ReadOptions | undefined;
  readonly options?: CallOptions | undefined;
}

const TIMEOUT_MS = 20_000;
const RETRIES = 3;
const LONGEST_WAIT_MS = 30_000;

/**
 * The typed client of a shop's server. It needs `fetch` and WebCrypto alone, so it runs on Node, Deno, Bun and at the edge;
 * never in a browser, since the keys may do everything.
 *
 * Each call rejects with a `KasirProblem` (refused), a `KasirUnreachable` (no answer after every try) or the reason of its
 * `signal`. A payment with the status `unknown` is an answer: it is never failed.
 *
 * @throws {TypeError} for a `url` that is no http(s) address
 */
export function createClient({ url, apiKey, payoutKey, ...given }: KasirClientOptions): KasirClient {
  const base = baseOf(url);
  const settings: SendOptions = {
    // Some runtimes refuse a `fetch` that is called as a member of another object.
    fetch: given.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: given.timeoutMs ?? TIMEOUT_MS,
    retries: given.retries ?? RETRIES,
    longestWaitMs: given.longestWaitMs ?? LONGEST_WAIT_MS,
  };

  /** The result is what the server answers on that route: see `shared/api/`. */
  const callWith =
    (keyName: 'apiKey' | 'payoutKey', key: string | undefined) =>
    async <T>(route: RouteName, { parameters, body = {}, query = {}, options = {} }: Call): Promise<T> => {
      if (!key) throw new TypeError(`createClient was given no ${keyName}, which ${route} needs`);
      const { signal = options.signal, ...inAddress } = query;
      const [method] = ROUTES[route];
      const isPost = method === 'POST';
      const idempotencyKey = isPost ? (options.idempotencyKey ?? crypto.randomUUID()) : undefined;
      const request: OutgoingRequest = {
        method,
        url: base + pathTo(route, parameters) + queryOf(inAddress),
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${key}`,
          ...(isPost ? { 'content-type': 'application/json' } : {}),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(isPost ? { body: JSON.stringify(body) } : {}),
        idempotencyKey,
        signal,
      };
      return (await send(request, settings)) as T;
    };
  const call = callWith('apiKey', apiKey);
  const payoutCall = callWith('payoutKey', payoutKey);

  return {
    checkouts: {
      create: (body, options) => call('createCheckout', { body, options }),
      get: (id, options) => call('getCheckout', { parameters: { id }, options }),
      list: (query) => call('listCheckouts', { query }),
      renewToken: (id, options) => call('renewToken', { parameters: { id }, options }),
      cancel: (id, options) => call('cancelCheckout', { parameters: { id }, options }),
    },
    payments: {
      get: (id, options) => call('getPayment', { parameters: { id }, options }),
      list: (query) => call('listPayments', { query }),
      history: (id, query) => call('listPaymentHistory', { parameters: { id }, query }),
      inquire: (id, options) => call('inquirePayment', { parameters: { id }, options }),
      cancel: (id, body, options) => call('cancelPayment', { parameters: { id }, body, options }),
      capture: (id, body, options) => call('capturePayment', { parameters: { id }, body, options }),
      refund: (id, body, options) => call('refundPayment', { parameters: { id }, body, options }),
      resolve: (id, body, options) => call('resolvePayment', { parameters: { id }, body, options }),
      confirmReceipt: (id, options) => call('confirmReceipt', { parameters: { id }, options }),
    },
    charges: { create: (body, options) => call('createCharge', { body, options }) },
    savedMethods: {
      list: (reference, options) => call('listSavedMethods', { parameters: { reference }, options }),
      remove: (id, options) => call('removeSavedMethod', { parameters: { id }, options }),
    },
    events: {
      list: (query) => call('listEvents', { query }),
      redeliver: (id, options) => call('redeliverEvent', { parameters: { id }, options }),
    },
    payouts: {
      create: (body, options) => payoutCall('createPayout', { body, options }),
      get: (id, options) => payoutCall('getPayout', { parameters: { id }, options }),
      list: (query) => payoutCall('listPayouts', { query }),
      approve: (id, options) => payoutCall('approvePayout', { parameters: { id }, options }),
      resolve: (id, body, options) => payoutCall('resolvePayout', { parameters: { id }, body, options }),
      balances: (options) => payoutCall('listBalances', { options }),
      banks: (options) => payoutCall('listBanks', { options }),
    },
  };
}

function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.search !== '' || parsed.hash !== '')
    throw new TypeError('url must be the address of the Kasir server, like https://pay.shop.example');
  return parsed.href.replace(/\/+$/, '');
}

function queryOf(members: object): string {
  const entries = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
