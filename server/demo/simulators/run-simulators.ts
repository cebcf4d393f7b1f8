import type { Simulator } from '../../providers/simulation/simulator.ts';

/**
 * Lends simulators the wall clock: what is due runs within `everyMs`. Rounds may overlap, so that one notification
 * whose receiver hangs does not hold up the others. Returns how to stop.
 */
export function runSimulators(simulators: readonly Simulator[], everyMs = 200): () => void {
  const timer = setInterval(() => {
    for (const simulator of simulators) void simulator.runDue();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
