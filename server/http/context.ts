import type { RouterContext } from '@koa/router';
import type { Json } from './strict-json.ts';

/** What the steps of a request hand to those after them. Each member is set by the step named with it. */
export interface State {
  /** middleware/request-id.ts */
  requestId: string;
  /** middleware/client-address.ts: the customer's address as far as our own proxies vouch for it. */
  clientAddress: string;
  /** middleware/client-token.ts: the one checkout that the token opens. */
  checkoutId?: string;
  /** middleware/client-token.ts: when the token ends. */
  tokenExpiresAt?: number;
  /** middleware/payout-key.ts: which payout key it was, as a digest. */
  payoutKey?: string;
  /** middleware/raw-body.ts */
  rawBody?: Buffer;
  /** middleware/json-body.ts */
  json?: Json;
  /** middleware/idempotency.ts: the id that the thing to be made shall have. */
  resourceId?: string;
}

export type Context = RouterContext<State, object>;

/** One named check or one handler. An endpoint is a row of these. */
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<void> | void;

/** The value that an earlier step has set. Its absence is a fault in how the endpoint was put together. */
export function required<T>(value: T | undefined, step: string): T {
  if (value === undefined) throw new Error(`the step "${step}" is missing before this one`);
  return value;
}
