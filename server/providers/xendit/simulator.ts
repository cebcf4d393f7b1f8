import type { Instant } from '../../payments/payment.ts';
import type { Simulator } from '../simulator.ts';
import { Unanswered } from '../simulator.ts';
import { act } from './simulator/acts.ts';
import { json } from './simulator/api-error.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import { settle } from './simulator/tasks.ts';
import type { Delivery } from './simulator/webhooks.ts';
import { resend, sendDue } from './simulator/webhooks.ts';
import type { XenditSimulatorOptions } from './simulator/world.ts';
import { createWorld } from './simulator/world.ts';

export type { XenditSimulatorOptions } from './simulator/world.ts';

export interface XenditSimulator extends Simulator {
  /** Notifications that are still to be sent, and those that are done with, oldest first. */
  deliveries(): readonly Delivery[];
  /** Sends one again, or out of turn, whatever became of it: the dashboard's resend button. */
  resend(deliveryId: string): Promise<void>;
}

/** A simulated Xendit: payment requests, payments, tokens, sessions, refunds, their webhooks and hosted pages. */
export function createXenditSimulator(options: XenditSimulatorOptions): XenditSimulator {
  const world = createWorld(options);
  const basePath = new URL(options.baseUrl).pathname.replace(/\/$/, '');
  const deliveries = (): readonly Delivery[] => [...world.delivered, ...world.deliveries];
  return {
    id: 'xendit',
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
      if (!pathname.startsWith(`${basePath}/`))
        return json(404, { error_code: 'NOT_FOUND', message: 'Not below the base address' });
      const path = pathname.slice(basePath.length);
      return (await servePage(world, request, path)) ?? serveApi(world, request, path);
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

const earliest = (times: readonly (Instant | undefined)[]): Instant | undefined =>
  times.reduce(
    (first, time) => (first === undefined || (time !== undefined && time < first) ? time : first),
    undefined,
  );
