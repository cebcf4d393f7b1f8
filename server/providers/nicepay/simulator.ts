import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import { seeOther } from '../simulation/html.ts';
import { closedPage } from '../simulation/card-page.ts';
import { perform } from './simulator/actions.ts';
import type { Notification } from './simulator/notifications.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { isByToken, readStep, takeStep } from './simulator/payment-step.ts';
import { readBody, textOf } from './simulator/read-body.ts';
import { Refused } from './simulator/api-error.ts';
import type { Route } from './simulator/routes.ts';
import { PAYMENT_PATH, ROUTES } from './simulator/routes.ts';
import { serveApi, serveCall } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { NicepaySimulatorOptions, SimulatorState } from './simulator/state.ts';
import { createSimulatorState } from './simulator/state.ts';

export type { NicepaySimulatorOptions } from './simulator/state.ts';

export type NicepaySimulator = NotifyingSimulator<Notification>;

/** A simulated NICEPAY: V2 Direct and V2 Checkout, their pages, inquiry, cancel and notifications. */
export function createNicepaySimulator(options: NicepaySimulatorOptions): NicepaySimulator {
  const simulatorState = createSimulatorState(options);
  return assembleSimulator(simulatorState, {
    id: 'nicepay',
    serve: (request, path) => serve(simulatorState, request, path),
    payments: () => summary(simulatorState),
    perform: (id, action, amount) => perform(simulatorState, id, action, amount),
  });
}

async function serve(simulatorState: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  const page = await servePage(simulatorState, request, path);
  if (page) return page;
  const route = ROUTES.find((one) => one.path === path);
  if (!route) return undefined;
  if (path === PAYMENT_PATH) return servePaymentStep(simulatorState, request, route);
  return request.method === 'POST' ? serveApi(simulatorState, request, route) : undefined;
}

/** A browser goes on with a page of ours, a server with a token is answered. */
async function servePaymentStep(simulatorState: SimulatorState, request: Request, route: Route): Promise<Response> {
  try {
    const body = await readBody(request, route.format);
    if (isByToken(body)) return await serveCall(simulatorState, request, route, body);
    if (request.method === 'GET' && textOf(body, 'cardNo') !== undefined)
      throw new Refused('9130', 'A card number has no place in an address');
    return seeOther(takeStep(simulatorState, readStep(simulatorState, body)));
  } catch (error) {
    if (error instanceof Refused)
      return closedPage(simulatorState, 'Transaction failed', `${error.message} (${error.code})`);
    throw error;
  }
}
