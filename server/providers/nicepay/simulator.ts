import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import { seeOther } from '../simulation/html.ts';
import { closedPage } from '../simulation/card-page.ts';
import { perform } from './simulator/actions.ts';
import type { Notification } from './simulator/outbox.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { isServerStep, readStep, startStep } from './simulator/payment-step.ts';
import { readBody, textOf } from './simulator/read-body.ts';
import { ApiError } from './simulator/api-error.ts';
import type { Route } from './simulator/routes.ts';
import { PAYMENT_PATH, ROUTES } from './simulator/routes.ts';
import { runTask } from './simulator/run-task.ts';
import { serveApi, serveCall } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { SimulatorState } from './simulator/state.ts';
import { createSimulatorState } from './simulator/state.ts';
import type { NicepaySimulatorOptions } from './simulator/options.ts';

export type { NicepaySimulatorOptions } from './simulator/options.ts';

export type NicepaySimulator = NotifyingSimulator<Notification>;

/** A simulated NICEPAY: API V2 Direct and Checkout, with pages, inquiry, cancel and notifications. */
export function createNicepaySimulator(options: NicepaySimulatorOptions): NicepaySimulator {
  const state = createSimulatorState(options);
  return assembleSimulator(state, {
    id: 'nicepay',
    serve: (request, path) => serve(state, request, path),
    payments: () => summary(state),
    runTask: (task) => runTask(state, task),
    perform: (id, action, amount) => perform(state, id, action, amount),
  });
}

async function serve(state: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  const page = await servePage(state, request, path);
  if (page) return page;
  const route = ROUTES.find((one) => one.path === path);
  if (!route) return undefined;
  if (path === PAYMENT_PATH) return servePaymentStep(state, request, route);
  return request.method === 'POST' ? serveApi(state, request, route) : undefined;
}

/** A browser continues on a page of NICEPAY's; a server with a token gets the result at once. */
async function servePaymentStep(state: SimulatorState, request: Request, route: Route): Promise<Response> {
  try {
    const body = await readBody(request, route.format);
    if (isServerStep(body)) return await serveCall(state, request, route, body);
    if (request.method === 'GET' && textOf(body, 'cardNo') !== undefined)
      throw new ApiError('9130', 'A card number must not be sent in a URL');
    return seeOther(startStep(state, readStep(state, body)));
  } catch (error) {
    if (error instanceof ApiError) return closedPage(state, 'Transaction failed', `${error.message} (${error.code})`);
    throw error;
  }
}
