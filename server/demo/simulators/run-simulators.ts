import type { Simulator } from '../../providers/simulation/simulator.ts';

/**
 * Runs what is due at the simulators every `everyMs`. Rounds may overlap, so that a notification whose receiver hangs does
 * not delay the others. Returns a function that stops it.
 */
export function runSimulators(simulators: readonly Simulator[], everyMs = 200): () => void {
  const timer = setInterval(() => {
    for (const simulator of simulators) void simulator.runDue();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
