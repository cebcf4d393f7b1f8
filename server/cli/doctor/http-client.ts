import { Agent, request } from 'undici';
import { timeOfHeader, type ClockReadings } from './clock-readings.ts';
import { connectionFault, type ConnectionFault } from './connection-fault.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Whose clock the `Date` header of the answer shows; absent: our own machine's. */
  readonly clockOf?: string | undefined;
}

export type HttpResult =
  | {
      readonly answered: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      /** At most a mebibyte. */
      readonly text: string;
      /** For a stream: when each part arrived, in milliseconds. */
      readonly arrivals: readonly number[];
    }
  | ({ readonly answered: false } & ConnectionFault);

export interface HttpClient {
  /** Follows no redirects, verifies TLS, never throws. */
  send(request: HttpRequest): Promise<HttpResult>;
}

/** Of one exchange. */
const TIMEOUT_MS = 7_000;
const MAX_BYTES = 1024 * 1024;

export function httpClient(clocks: ClockReadings): HttpClient {
  const dispatcher = new Agent({ connect: { timeout: 6_000 }, maxResponseSize: MAX_BYTES, pipelining: 1 });
  return {
    async send({ url, method = 'GET', headers = {}, body, signal, clockOf }) {
      const askedAt = Date.now();
      try {
        const response = await request(url, {
          method,
          headers: { 'user-agent': 'kasir-doctor', ...headers, 'accept-encoding': 'identity' },
          ...(body === undefined ? {} : { body }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
          dispatcher,
        });
        const received = singles(response.headers);
        if (clockOf !== undefined) clocks.note(clockOf, timeOfHeader(received['date']), askedAt, Date.now());
        const parts: Buffer[] = [];
        const arrivals: number[] = [];
        for await (const part of response.body as AsyncIterable<Buffer>) {
          parts.push(part);
          arrivals.push(performance.now());
        }
        const text = Buffer.concat(parts).toString('utf8');
        return { answered: true, status: response.statusCode, headers: received, text, arrivals };
      } catch (error) {
        return { answered: false, ...connectionFault(error) };
      }
    },
  };
}

const singles = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
