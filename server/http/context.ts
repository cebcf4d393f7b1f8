import type { RouterContext } from '@koa/router';
import type { KeyInUnits } from './key-in-units.ts';
import type { Json } from './strict-json.ts';

/** What middleware passes on to the next. Each property is set by the middleware named with it. */
export interface State {
  /** middleware/request-id.ts */
  requestId: string;
  /** middleware/client-address.ts: the client address, as our trusted proxies report it. */
  clientAddress: string;
  /** middleware/client-token.ts: the checkout that the token gives access to. */
  checkoutId?: string;
  /** middleware/client-token.ts: when the token expires. */
  tokenExpiresAt?: number;
  /** admin/operator-session.ts: the name of the operator who is signed in. */
  operator?: string;
  /** middleware/payout-key.ts: the digest of the payout key. */
  payoutKey?: string;
  /** middleware/raw-body.ts */
  rawBody?: Buffer;
  /** middleware/json-body.ts */
  json?: Json;
  /** middleware/idempotency.ts: the id reserved for the object to be created. */
  resourceId?: string;
  /** middleware/idempotency.ts, for endpoints that store the key themselves and a key that nobody has used. */
  key?: KeyInUnits;
}

export type Context = RouterContext<State, object>;

/** One check or one handler. An endpoint is a stack of these. */
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<void> | void;

/** A value that earlier middleware has set. @throws {Error} if it is missing: the endpoint's stack is wrong */
export function required<T>(value: T | undefined, step: string): T {
  if (value === undefined) throw new Error(`${step} is missing: its middleware has to run before`);
  return value;
}
