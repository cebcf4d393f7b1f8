import type { Instant } from '../../payments/payment.ts';
import type { ActResult, PayoutDecision, SimulatedPayout, Simulator } from '../simulator.ts';
import { Unanswered } from '../simulator.ts';
import { act } from './simulator/acts.ts';
import { giveBack } from './simulator/collect.ts';
import type { Delivery } from './simulator/notifications.ts';
import { sendDue } from './simulator/notifications.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { decide, payoutList } from './simulator/payout-desk.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import { settle } from './simulator/tasks.ts';
import type { BdpaySimulatorOptions } from './simulator/world.ts';
import { createWorld } from './simulator/world.ts';

export { keyFromText } from './simulator/keys.ts';
export type { BdpaySimulatorOptions } from './simulator/world.ts';

export interface BdpaySimulator extends Simulator {
  /** Notifications that are still to be sent, and those that are done with, oldest first. */
  deliveries(): readonly Delivery[];
  payouts(): readonly SimulatedPayout[];
  decide(id: string, decision: PayoutDecision): ActResult;
  /** The merchant's backstage gave the money of a paid order back, offline. */
  giveBack(reference: string): ActResult;
}

/** A simulated BDPay: orders, links, payouts, balance, their notifications and hosted pages. */
export function createBdpaySimulator(options: BdpaySimulatorOptions): BdpaySimulator {
  const world = createWorld(options);
  const basePath = new URL(options.baseUrl).pathname.replace(/\/$/, '');
  return {
    id: 'bdpay',
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
      if (!pathname.startsWith(`${basePath}/`)) return new Response('Not Found', { status: 404 });
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
      return earliest([world.nextTaskAt, ...waiting.map(({ dueAt }) => dueAt)]);
    },
    deliveries: () => [...world.delivered, ...world.deliveries],
    payouts() {
      settle(world);
      return payoutList(world);
    },
    decide(id, decision) {
      settle(world);
      return decide(world, id, decision);
    },
    giveBack(reference) {
      settle(world);
      const order = world.orders.get(reference);
      const ok = order !== undefined && giveBack(world, order);
      return { ok, message: ok ? 'The money went back' : 'Nothing of it was paid' };
    },
  };
}

const earliest = (times: readonly (Instant | undefined)[]): Instant | undefined =>
  times.reduce(
    (first, time) => (first === undefined || (time !== undefined && time < first) ? time : first),
    undefined,
  );
