import { median } from '../measure/quantile.ts';
import type { Contender } from './contender.ts';
import { openPage, type Opening, type OpeningStage } from './open-page.ts';

/** All openings of one contender, the warm-up left out. */
export interface Openings {
  readonly contender: Contender;
  readonly all: readonly Opening[];
}

/**
 * Opens every page in turn, round by round, so that all get the same of what the machine does meanwhile. The first round
 * warms the browser and the servers up and does not count.
 */
export async function openInRounds(
  stage: OpeningStage,
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly Openings[]> {
  const found = contenders.map((contender) => ({ contender, all: [] as Opening[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contender, all } of found) {
      const opening = await openPage(stage, contender);
      if (round > 0) all.push(opening);
    }
    process.stderr.write(round === 0 ? 'opened every page once\n' : `round ${round} of ${rounds}\n`);
  }
  return found;
}

/** The median of what all openings of a page measured. */
export const medianOf = ({ all }: Openings, measured: (opening: Opening) => number | undefined): number =>
  median(all.map((opening) => measured(opening) ?? Number.NaN));
