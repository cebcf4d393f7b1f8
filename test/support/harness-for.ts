import assert from 'node:assert/strict';
import { openHarness, type Harness } from './harness.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

/** A harness with this provider, closed after the test. */
export async function harnessFor(
  t: { after(work: () => Promise<void>): void },
  provider: string,
): Promise<{ harness: Harness; subject: Subject }> {
  const subject = SUBJECTS.find(({ id }) => id === provider) ?? assert.fail(`no provider ${provider}`);
  const harness = await openHarness(subject);
  t.after(() => harness.close());
  return { harness, subject };
}
