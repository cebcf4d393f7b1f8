import { describe, it } from 'node:test';
import { openHarness, type Harness } from './harness.ts';
import { NOT_IN_SCENARIOS, SUBJECTS, type Subject } from './subjects.ts';

type Ability = 'savable' | 'refundable' | 'holdable';

/** Registers one case as a test for every provider in the registry, each on a harness of its own. */
export function scenario(name: string, run: (harness: Harness, subject: Subject) => Promise<void>): void {
  register(name, SUBJECTS, run);
}

/** The same for a case that needs a channel with this ability; providers without one are skipped with the reason. */
scenario.needing = (
  ability: Ability,
  name: string,
  run: (harness: Harness, subject: Subject) => Promise<void>,
): void => {
  register(name, SUBJECTS, run, ({ id, ...stage }) =>
    stage[ability] === undefined ? `${id} offers no ${ability} channel` : false,
  );
};

function register(
  name: string,
  subjects: readonly Subject[],
  run: (harness: Harness, subject: Subject) => Promise<void>,
  reason: (subject: Subject) => string | false = () => false,
): void {
  describe(name, () => {
    for (const subject of subjects) {
      it(subject.id, { skip: reason(subject) }, async () => {
        const harness = await openHarness(subject);
        try {
          await run(harness, subject);
          await harness.assertBooks();
        } finally {
          await harness.close();
        }
      });
    }
    for (const { id, reason } of NOT_IN_SCENARIOS) it(id, { skip: reason });
  });
}
