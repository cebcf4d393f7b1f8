import { z } from 'zod';
import type { ActionResult, Simulator } from '../../providers/simulation/simulator.ts';
import {
  FAULT_KINDS,
  OPERATIONS,
  PAYOUT_DECISIONS,
  RARE_ACTIONS,
  SIMULATOR_ACTIONS,
} from '../../providers/simulation/simulator.ts';

/* The commands of the page's buttons, and of scripts. */

const perform = z.object({
  simulator: z.string(),
  action: z.enum([...SIMULATOR_ACTIONS, ...RARE_ACTIONS, 'go silent']),
  /** The payment; not needed to go silent. */
  id: z.string().default(''),
  /** Smallest units; to pay another amount than asked. */
  amount: z.coerce.number().int().positive().optional(),
});

const decision = z.object({ simulator: z.string(), action: z.enum(PAYOUT_DECISIONS), id: z.string() });

const fault = z.object({
  simulator: z.string(),
  operation: z.enum(OPERATIONS),
  kind: z.enum(FAULT_KINDS),
  times: z.number().int().positive().optional(),
  status: z.number().int().min(400).max(599).optional(),
  code: z.string().optional(),
  delayMs: z.number().int().positive().optional(),
});

/** The result, or `undefined` for an invalid command. `go silent` again ends the silence. */
export async function runCommand(simulators: readonly Simulator[], input: unknown): Promise<ActionResult | undefined> {
  const decided = decision.safeParse(input).data;
  if (decided) return simulators.find(({ id }) => id === decided.simulator)?.decide?.(decided.id, decided.action);
  const command = perform.safeParse(input).data;
  const simulator = simulators.find(({ id }) => id === command?.simulator);
  if (!command || !simulator) return undefined;
  if (command.action !== 'go silent') return simulator.perform(command.id, command.action, command.amount);
  simulator.silent = !simulator.silent;
  return { ok: true, message: simulator.silent ? `${simulator.id} is silent now` : `${simulator.id} answers again` };
}

/** Injects a fault into the next call of a kind. */
export function runFail(simulators: readonly Simulator[], input: unknown): ActionResult | undefined {
  const command = fault.safeParse(input).data;
  const target = simulators.find(({ id }) => id === command?.simulator);
  if (!command || !target) return undefined;
  const { simulator, ...wanted } = command;
  target.fail(wanted);
  return { ok: true, message: `The next ${wanted.operation} at ${simulator}: ${wanted.kind}` };
}
