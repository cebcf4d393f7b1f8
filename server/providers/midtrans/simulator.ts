import { assembleSimulator, type NotifyingSimulator } from '../simulation/assemble-simulator.ts';
import { perform } from './simulator/actions.ts';
import { openOutbox } from './simulator/notifications.ts';
import type { MidtransSimulatorOptions } from './simulator/options.ts';
import { servePage } from './simulator/pages/serve-page.ts';
import type { Notification } from './simulator/records.ts';
import { runTask } from './simulator/run-task.ts';
import { serveApi } from './simulator/serve-api.ts';
import { createSimulatorState } from './simulator/state.ts';
import { summary } from './simulator/summary.ts';

export type { MidtransSimulatorOptions } from './simulator/options.ts';

export type MidtransSimulator = NotifyingSimulator<Notification>;

/** A simulated Midtrans: the Core API, Snap, their notifications and the customer's pages. */
export function createMidtransSimulator(options: MidtransSimulatorOptions): MidtransSimulator {
  const state = createSimulatorState(options, openOutbox(options));
  return assembleSimulator(state, {
    id: 'midtrans',
    serve: async (request, path) => (await servePage(state, request, path)) ?? serveApi(state, request, path),
    payments: () => summary(state),
    runTask: (task) => runTask(state, task),
    perform: (id, action, amount) => perform(state, id, action, amount),
  });
}
