import { assembleSimulator } from '../simulator-shell.ts';
import type { Delivery } from '../simulator-outbox.ts';
import type { Simulator } from '../simulator.ts';
import { act } from './simulator/acts.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { Webhook } from './simulator/webhooks.ts';
import type { XenditSimulatorOptions } from './simulator/world.ts';
import { createWorld } from './simulator/world.ts';

export type { XenditSimulatorOptions } from './simulator/world.ts';

export interface XenditSimulator extends Simulator {
  /** Notifications that are still to be sent, and those that are done with, oldest first. */
  deliveries(): readonly Delivery<Webhook>[];
  /** Sends one again, or out of turn, whatever became of it: the dashboard's resend button. */
  resend(deliveryId: string): Promise<void>;
}

/** A simulated Xendit: payment requests, payments, tokens, sessions, refunds, their webhooks and hosted pages. */
export function createXenditSimulator(options: XenditSimulatorOptions): XenditSimulator {
  const world = createWorld(options);
  const { faults, ledger, outbox, agenda } = world;
  const simulator = assembleSimulator({
    id: 'xendit',
    baseUrl: options.baseUrl,
    faults,
    ledger,
    outbox,
    agenda,
    clock: options.clock,
    serve: async (request, path) => (await servePage(world, request, path)) ?? serveApi(world, request, path),
    payments: () => summary(world),
    act: (id, action, amount) => act(world, id, action, amount),
  });
  return Object.assign(simulator, {
    deliveries: () => outbox.deliveries,
    resend: (deliveryId: string) => outbox.resend(deliveryId),
  });
}
