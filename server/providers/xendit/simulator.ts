import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import { act } from './simulator/acts.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import type { Webhook } from './simulator/webhooks.ts';
import type { XenditSimulatorOptions } from './simulator/world.ts';
import { createWorld } from './simulator/world.ts';

export type { XenditSimulatorOptions } from './simulator/world.ts';

export type XenditSimulator = NotifyingSimulator<Webhook>;

/** A simulated Xendit: payment requests, payments, tokens, sessions, refunds, their webhooks and hosted pages. */
export function createXenditSimulator(options: XenditSimulatorOptions): XenditSimulator {
  const world = createWorld(options);
  return assembleSimulator(world, {
    id: 'xendit',
    serve: async (request, path) => (await servePage(world, request, path)) ?? serveApi(world, request, path),
    payments: () => summary(world),
    act: (id, action, amount) => act(world, id, action, amount),
  });
}
