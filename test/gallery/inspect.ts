import { launch, StagePage } from './browser.ts';
import type { Combination } from './combination.ts';
import { buildStage } from './site.ts';

const TABS = 2;

/** What is done with each combination while it is shown; returns what is wrong with it. */
export type Check = (stage: StagePage, combination: Combination) => Promise<readonly string[]>;

export interface Inspected {
  readonly combination: Combination;
  /** One line each; a state that does not come about is wrong too. */
  readonly problems: readonly string[];
}

/** Shows each combination in a real browser, in two tabs, and checks it. */
export async function inspect(combinations: readonly Combination[], check: Check): Promise<readonly Inspected[]> {
  const folder = await buildStage();
  const browser = await launch();
  const inspected: Inspected[] = [];
  try {
    // Narrow ones first: another width costs a tab more than another state.
    const waiting = [...combinations].sort((one, other) => one.width - other.width);
    const tabs = Array.from({ length: TABS }, async () => {
      const stage = await StagePage.open(browser, folder);
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const combination = next;
        const problems = await stage
          .show(combination)
          .then(() => check(stage, combination))
          .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
        inspected.push({ combination, problems });
      }
    });
    await Promise.all(tabs);
    return inspected;
  } finally {
    await browser.close();
  }
}
