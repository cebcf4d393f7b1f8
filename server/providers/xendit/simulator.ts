import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import { perform } from './simulator/actions.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import { runTask } from './simulator/run-task.ts';
import { serveApi } from './simulator/serve-api.ts';
import { summary } from './simulator/summary.ts';
import { openOutbox } from './simulator/webhooks.ts';
import type { XenditSimulatorOptions } from './simulator/options.ts';
import type { Webhook } from './simulator/records.ts';
import { createSimulatorState } from './simulator/state.ts';

export type { XenditSimulatorOptions } from './simulator/options.ts';

export type XenditSimulator = NotifyingSimulator<Webhook>;

/** A simulated Xendit: payment requests, payments, tokens, sessions, refunds, their webhooks and hosted pages. */
export function createXenditSimulator(options: XenditSimulatorOptions): XenditSimulator {
  const state = createSimulatorState(options, openOutbox(options));
  return assembleSimulator(state, {
    id: 'xendit',
    serve: async (request, path) => (await servePage(state, request, path)) ?? serveApi(state, request, path),
    payments: () => summary(state),
    runTask: (task) => runTask(state, task),
    perform: (id, action, amount) => perform(state, id, action, amount),
  });
}
