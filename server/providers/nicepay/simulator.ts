import type { Instant } from '../../payments/payment.ts';
import type { Simulator } from '../simulator.ts';
import { Unanswered } from '../simulator.ts';
import { seeOther } from '../simulator-html.ts';
import { act } from './simulator/acts.ts';
import type { Delivery } from './simulator/notifications.ts';
import { resend, sendDue } from './simulator/notifications.ts';
import { closedPage } from './simulator/pages/layout.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { isByToken, readStep, takeStep } from './simulator/payment-step.ts';
import { readBody, textOf } from './simulator/read-body.ts';
import { Refused } from './simulator/refusal.ts';
import type { Route } from './simulator/routes.ts';
import { PAYMENT_PATH, ROUTES } from './simulator/routes.ts';
import { serveApi, serveCall } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { NicepaySimulatorOptions, World } from './simulator/world.ts';
import { createWorld, settle } from './simulator/world.ts';

export type { NicepaySimulatorOptions } from './simulator/world.ts';

export interface NicepaySimulator extends Simulator {
  /** Notifications that are still to be sent, and those that are done with, oldest first. */
  deliveries(): readonly Delivery[];
  /** Sends one again, or out of turn, whatever became of it: the back office's resend button. */
  resend(deliveryId: string): Promise<void>;
}

/** A simulated NICEPAY: V2 Direct and V2 Checkout, their pages, inquiry, cancel and notifications. */
export function createNicepaySimulator(options: NicepaySimulatorOptions): NicepaySimulator {
  const world = createWorld(options);
  const basePath = new URL(options.baseUrl).pathname;
  const deliveries = (): readonly Delivery[] => [...world.delivered, ...world.deliveries];
  return {
    id: 'nicepay',
    baseUrl: options.baseUrl,
    get silent() {
      return world.silent;
    },
    set silent(silent: boolean) {
      world.silent = silent;
    },
    async handle(request) {
      if (world.silent) throw new Unanswered('silent');
      settle(world);
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(`${basePath}/`)) return notFound();
      return serve(world, request, pathname.slice(basePath.length));
    },
    payments() {
      settle(world);
      return summary(world);
    },
    async act(id, action, amount) {
      settle(world);
      return act(world, id, action, amount);
    },
    fail(fault) {
      world.faults.add(fault);
    },
    ledger: () => world.ledger,
    async runDue() {
      settle(world);
      await sendDue(world);
    },
    nextDueAt() {
      const waiting = world.silent ? [] : world.deliveries.filter(({ state }) => state === 'waiting');
      return earliest([world.agenda.nextAt, ...waiting.map(({ dueAt }) => dueAt)]);
    },
    deliveries,
    async resend(deliveryId) {
      const delivery = deliveries().find(({ id }) => id === deliveryId);
      if (delivery) await resend(world, delivery);
    },
  };
}

async function serve(world: World, request: Request, path: string): Promise<Response> {
  const page = await servePage(world, request, path);
  if (page) return page;
  const route = ROUTES.find((one) => one.path === path);
  if (!route) return notFound();
  if (path === PAYMENT_PATH) return servePaymentStep(world, request, route);
  return request.method === 'POST' ? serveApi(world, request, route) : notFound();
}

/** A browser goes on with a page of ours, a server with a token is answered. */
async function servePaymentStep(world: World, request: Request, route: Route): Promise<Response> {
  try {
    const body = await readBody(request, route.format);
    if (isByToken(body)) return await serveCall(world, request, route, body);
    if (request.method === 'GET' && textOf(body, 'cardNo') !== undefined)
      throw new Refused('9130', 'A card number has no place in an address');
    return seeOther(takeStep(world, readStep(world, body)));
  } catch (error) {
    if (error instanceof Refused) return closedPage(world, 'Transaction failed', `${error.message} (${error.code})`);
    throw error;
  }
}

const notFound = (): Response => new Response('Not Found', { status: 404 });

const earliest = (times: readonly (Instant | undefined)[]): Instant | undefined =>
  times.reduce(
    (first, time) => (first === undefined || (time !== undefined && time < first) ? time : first),
    undefined,
  );
