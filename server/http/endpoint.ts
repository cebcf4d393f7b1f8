import type { RouteName } from '../../shared/api/routes.ts';
import type { ClientTokens } from './client-token.ts';
import type { Context, Step } from './context.ts';
import type { Domain } from '../payments/core/domain.ts';
import { Refusal } from '../payments/core/domain-error.ts';
import type { CountAttempt, CountOtp } from './payment-rate-limits.ts';
import type { KeyRule } from './middleware/idempotency.ts';

/** One address, and the row of checks in front of its handler. */
export interface Endpoint {
  readonly route: RouteName;
  readonly steps: readonly Step[];
}

export const endpoint = (route: RouteName, ...steps: readonly Step[]): Endpoint => ({ route, steps });

/** What endpoints are put together from. The steps that need no making are imported where they are used. */
export interface Kit {
  readonly domain: Domain;
  readonly tokens: ClientTokens;
  readonly countAttempt: CountAttempt;
  readonly countOtp: CountOtp;
  /** The storefront's server. */
  readonly apiKey: Step;
  /** Whoever may move money out. */
  readonly payoutKey: Step;
  /** A merchant page of an allowed origin, or no page at all. */
  readonly browserOrigin: Step;
  /** The customer's browser. */
  readonly clientToken: Step;
  readonly idempotent: (rule: KeyRule) => Step;
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
  if (value === undefined) throw new Refusal('not_found', 'Nothing has such a name.');
  return value;
}
