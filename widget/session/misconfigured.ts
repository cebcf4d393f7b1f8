import { localProblem, type WidgetProblem } from './problem.ts';
import type { SetUpFault } from './set-up-advice.ts';

/** The problem of a page that is not set up. Its text is a chunk of its own; if that cannot be loaded, the fault's name is used. */
export async function misconfigured(fault: SetUpFault, address = ''): Promise<WidgetProblem> {
  const detail = await import('./set-up-advice.ts').then(
    ({ adviceOn }) => adviceOn(fault, address),
    () => fault,
  );
  return localProblem('misconfigured', detail);
}
