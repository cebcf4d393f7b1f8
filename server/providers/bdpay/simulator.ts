import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import type { ActResult, PayoutDecision, SimulatedPayout } from '../simulation/simulator.ts';
import { act } from './simulator/acts.ts';
import { giveBack } from './simulator/collect.ts';
import type { Notification } from './simulator/notifications.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { decide, payoutList } from './simulator/payout-desk.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { BdpaySimulatorOptions } from './simulator/world.ts';
import { createWorld } from './simulator/world.ts';

export { keyFromText } from './simulator/keys.ts';
export type { BdpaySimulatorOptions } from './simulator/world.ts';

export interface BdpaySimulator extends NotifyingSimulator<Notification> {
  payouts(): readonly SimulatedPayout[];
  decide(id: string, decision: PayoutDecision): ActResult;
  /** The merchant's backstage gave the money of a paid order back, offline. */
  giveBack(reference: string): ActResult;
}

/** A simulated BDPay: orders, links, payouts, balance, their notifications and hosted pages. */
export function createBdpaySimulator(options: BdpaySimulatorOptions): BdpaySimulator {
  const world = createWorld(options);
  const { agenda } = world;
  const simulator = assembleSimulator(world, {
    id: 'bdpay',
    serve: async (request, path) => (await servePage(world, request, path)) ?? serveApi(world, request, path),
    payments: () => summary(world),
    act: (id, action, amount) => act(world, id, action, amount),
  });
  return Object.assign(simulator, {
    payouts() {
      agenda.settle(options.clock.now());
      return payoutList(world);
    },
    decide(id: string, decision: PayoutDecision) {
      agenda.settle(options.clock.now());
      return decide(world, id, decision);
    },
    giveBack(reference: string) {
      agenda.settle(options.clock.now());
      const order = world.orders.get(reference);
      const ok = order !== undefined && giveBack(world, order);
      return { ok, message: ok ? 'The money went back' : 'Nothing of it was paid' };
    },
  });
}
