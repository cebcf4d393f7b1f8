import { figure, type Figure } from '../figure.ts';
import { quantile } from '../measure/quantile.ts';
import { failureCount, failureText, type LoadResult } from './load-result.ts';

/** A quantile of the times under a load. With errors, or where the load is too much, it reaches no target. */
export function latencyFigure(
  load: LoadResult,
  { name, part, most, aim, of }: { name: string; part: number; most: number; aim?: number; of: string },
): Figure {
  return figure({
    name,
    value: failureCount(load) > 0 || load.beyond !== undefined ? Infinity : quantile(load.latencies, part),
    unit: 'ms',
    target: { most, ...(aim === undefined ? {} : { aim }) },
    of: `${of}; ${failureText(load)}`,
  });
}
