import { ApiError, invalid } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** HTTP Basic, the secret key as user name and no password: the colon at the end belongs to it. */
export function authorize({ options }: SimulatorState, request: Request): void {
  const [scheme, credentials] = (request.headers.get('authorization') ?? '').split(' ');
  const given =
    scheme === 'Basic' && credentials !== undefined ? Buffer.from(credentials, 'base64').toString('utf8') : '';
  if (given !== `${options.secretKey}:`) throw new ApiError(401, 'INVALID_API_KEY', 'The API key is missing or wrong');
}

export function checkVersion(path: string, request: Request): void {
  if (!path.startsWith('/v3/')) return;
  if (request.headers.get('api-version') !== '2024-11-11') throw invalid('api-version', 'must be 2024-11-11');
}

const MINUTE = 60_000;

/** A sliding minute per endpoint. Returns the headers that every answer carries; none when there is no limit. */
export function countCall(state: SimulatorState, endpoint: string): Readonly<Record<string, string>> {
  const limit = state.options.callsPerMinute;
  if (limit === undefined) return {};
  const time = now(state);
  const recent = (state.calls.get(endpoint) ?? []).filter((at) => at > time - MINUTE);
  const reset = ((recent[0] ?? time) + MINUTE - time) / 1000;
  const allowed = recent.length < limit;
  state.calls.set(endpoint, allowed ? [...recent, time] : recent);
  const headers = {
    'rate-limit-limit': String(limit),
    'rate-limit-remaining': String(Math.max(0, limit - recent.length - 1)),
    'rate-limit-reset': reset.toFixed(2),
  };
  if (!allowed) throw new RateLimited(headers);
  return headers;
}

export class RateLimited extends ApiError {
  readonly headers: Readonly<Record<string, string>>;
  constructor(headers: Readonly<Record<string, string>>) {
    super(429, 'RATE_LIMIT_EXCEEDED', 'Too many calls to this endpoint');
    this.headers = headers;
  }
}
