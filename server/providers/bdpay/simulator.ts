import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import type { ActionResult, PayoutDecision, SimulatedPayout } from '../simulation/simulator.ts';
import { perform } from './simulator/actions.ts';
import { giveBack } from './simulator/collect.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { decide, payoutList } from './simulator/payout-actions.ts';
import { runTask } from './simulator/run-task.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import { openOutbox } from './simulator/notifications.ts';
import type { BdpaySimulatorOptions } from './simulator/options.ts';
import type { Notification } from './simulator/records.ts';
import { createSimulatorState } from './simulator/state.ts';

export { keyFromText } from './simulator/keys.ts';
export type { BdpaySimulatorOptions } from './simulator/options.ts';

export interface BdpaySimulator extends NotifyingSimulator<Notification> {
  payouts(): readonly SimulatedPayout[];
  decide(id: string, decision: PayoutDecision): ActionResult;
  /** A refund of a paid order in the merchant's backstage, made offline. */
  giveBack(reference: string): ActionResult;
}

/** A simulated BDPay: orders, links, payouts, balance, their notifications and hosted pages. */
export function createBdpaySimulator(options: BdpaySimulatorOptions): BdpaySimulator {
  const state = createSimulatorState(options, openOutbox(options));
  const runDue = (): void => state.agenda.runDue(options.clock.now(), (task) => runTask(state, task));
  const simulator = assembleSimulator(state, {
    id: 'bdpay',
    serve: async (request, path) => (await servePage(state, request, path)) ?? serveApi(state, request, path),
    payments: () => summary(state),
    runTask: (task) => runTask(state, task),
    perform: (id, action, amount) => perform(state, id, action, amount),
  });
  return Object.assign(simulator, {
    payouts() {
      runDue();
      return payoutList(state);
    },
    decide(id: string, decision: PayoutDecision) {
      runDue();
      return decide(state, id, decision);
    },
    giveBack(reference: string) {
      runDue();
      const order = state.orders.get(reference);
      const ok = order !== undefined && giveBack(state, order);
      return { ok, message: ok ? 'The money was refunded' : 'The order is not paid' };
    },
  });
}
