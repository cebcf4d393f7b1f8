import type { RouteName } from '../../shared/api/routes.ts';
import type { ClientTokens } from './client-token.ts';
import type { Context, Middleware } from './context.ts';
import type { Domain } from '../payments/core/domain.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import type { CountPaymentRequest, CountOtp } from './payment-rate-limits.ts';
import type { KeyRule } from './middleware/idempotency.ts';

/** One address, and the row of checks in front of its handler. */
export interface Endpoint {
  readonly route: RouteName;
  readonly steps: readonly Middleware[];
}

export const endpoint = (route: RouteName, ...steps: readonly Middleware[]): Endpoint => ({ route, steps });

/** What endpoints are put together from. The steps that need no making are imported where they are used. */
export interface EndpointDeps {
  readonly domain: Domain;
  readonly tokens: ClientTokens;
  readonly countPaymentRequest: CountPaymentRequest;
  readonly countOtp: CountOtp;
  /** The storefront's server. */
  readonly apiKey: Middleware;
  /** Whoever may move money out. */
  readonly payoutKey: Middleware;
  /** A merchant page of an allowed origin, or no page at all. */
  readonly browserOrigin: Middleware;
  /** The customer's browser. */
  readonly clientToken: Middleware;
  readonly idempotent: (rule: KeyRule) => Middleware;
}

/** No id of ours and no reference is longer, or holds what no text may. */
const PARAMETER = /^[^\p{Cc}]{1,255}$/u;

type ParameterName = 'id' | 'provider' | 'reference';

/** The parameter of the matched address, as the route table names it; `undefined` for what nothing is named by. */
export function findParameter(ctx: Context, name: ParameterName): string | undefined {
  const value = ctx.params[name];
  if (value === undefined) throw new Error(`the route has no parameter "${name}"`);
  return PARAMETER.test(value) ? value : undefined;
}

/** The same. @throws {Refusal} `not_found` for what nothing is named by */
export function parameter(ctx: Context, name: ParameterName): string {
  const value = findParameter(ctx, name);
  if (value === undefined) throw new DomainError('not_found', 'The id or name in the path is not valid.');
  return value;
}
