import type { SimulatedOperation } from '../../simulation/simulator.ts';
import type { Call } from './call.ts';
import { createPayout, queryBalance, queryPayout } from './payouts.ts';
import { createLink, createOrder, queryOrder } from './orders.ts';
import type { Message } from './wire.ts';
import type { SimulatorState } from './state.ts';

export interface Route {
  /** The faults that can be injected here. */
  readonly operation: SimulatedOperation;
  readonly run: (state: SimulatorState, call: Call) => Message;
}

const query: Route = { operation: 'inquire', run: queryOrder };
const cashQuery: Route = { operation: 'inquire_payout', run: queryPayout };

const ROUTES: Readonly<Record<string, Route>> = {
  '/gateway/pay': { operation: 'create', run: createOrder },
  '/gateway/prepaidOrder': { operation: 'create', run: createLink },
  '/gateway/query': query,
  '/gateway/pay/status': query,
  '/gateway/cash': { operation: 'payout', run: createPayout },
  '/gateway/cash/status': cashQuery,
  '/gateway/account': { operation: 'balance', run: queryBalance },
};

/** One path serves inquiries about payments and payouts, by `queryType`. */
export function findRoute(path: string, body: unknown): Route | undefined {
  if (!Object.hasOwn(ROUTES, path)) return undefined;
  const isCash = typeof body === 'object' && body !== null && 'queryType' in body && body.queryType === 'CASH_QUERY';
  return path === '/gateway/query' && isCash ? cashQuery : ROUTES[path];
}
