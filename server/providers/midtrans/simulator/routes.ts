import type { SimulatedOperation } from '../../simulation/simulator.ts';
import type { Answer, Call } from './call.ts';
import { charge } from './charge.ts';
import { cancelByMerchant, captureByMerchant, decide, expireByMerchant, refundByMerchant, status } from './commands.ts';
import { cancelSnap, createSnap } from './snap.ts';
import type { SimulatorState } from './state.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** The faults that can be injected here. */
  readonly operation: SimulatedOperation;
  readonly run: (state: SimulatorState, call: Call) => Answer;
}

const post = (path: RegExp, operation: SimulatedOperation, run: Route['run']): Route => ({
  method: 'POST',
  path,
  operation,
  run,
});

const ROUTES: readonly Route[] = [
  post(/^\/v2\/charge$/, 'create', charge),
  post(/^\/v2\/capture$/, 'capture', captureByMerchant),
  { method: 'GET', path: /^\/v2\/([^/]+)\/status$/, operation: 'inquire', run: status },
  post(/^\/v2\/([^/]+)\/cancel$/, 'cancel', cancelByMerchant),
  post(/^\/v2\/([^/]+)\/expire$/, 'cancel', expireByMerchant),
  post(/^\/v2\/([^/]+)\/approve$/, 'confirm', decide('approve')),
  post(/^\/v2\/([^/]+)\/deny$/, 'confirm', decide('deny')),
  post(/^\/v2\/([^/]+)\/refund(?:\/online\/direct)?$/, 'refund', refundByMerchant),
  post(/^\/snap\/v1\/transactions$/, 'create', createSnap),
  post(/^\/snap\/v1\/transactions\/([^/]+)\/cancel$/, 'cancel', cancelSnap),
];

export function findRoute(method: string, path: string): { readonly route: Route; readonly id: string } | undefined {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return { route, id: decodeURIComponent(match[1] ?? '') };
  }
  return undefined;
}
