import { perSecond, type LoadResult } from './load-result.ts';

const MOST_SLICES = 8;
/** The speed of a machine drifts by more than what another slice would still add. */
const STILL_RISING = 1.05;

/**
 * Repeats a load until the server no longer gets faster: V8 compiles what has run often, which takes the product, of which
 * a request runs more code, longer than a floor. Returns the last slice.
 */
export async function untilSteady(slice: () => Promise<LoadResult>): Promise<LoadResult> {
  let best = 0;
  for (let slices = 1; ; slices += 1) {
    const result = await slice();
    const rate = perSecond(result);
    if (slices >= MOST_SLICES || rate < best * STILL_RISING) return result;
    best = rate;
  }
}
