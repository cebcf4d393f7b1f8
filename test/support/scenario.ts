import { describe, it } from 'node:test';
import { openBench, type Bench } from './bench.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

/** One nasty case, told once and run for every provider in the registry. */
export function scenario(name: string, run: (bench: Bench, subject: Subject) => Promise<void>): void {
  describe(name, () => {
    for (const subject of SUBJECTS) {
      it(subject.id, async () => {
        const bench = await openBench(subject);
        try {
          await run(bench, subject);
        } finally {
          await bench.close();
        }
      });
    }
  });
}
