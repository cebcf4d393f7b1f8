import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_RESPONSE, openCrashableServer } from '../support/crashable-server.ts';
import { assertExists, assertGoodEnd, USE_CASES, skipReason, type UseCase } from '../support/use-cases.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/*
 * Every story is told once for each moment in it: the server dies before its first write or call, before its second, and
 * so on; starts again on the same file; is asked for the same again, under the same key; and time goes on. Whatever the
 * moment: one answer, one effect at the provider, one event of each kind at the storefront, and nothing left hanging.
 */

const HOUR = 3_600_000;

/** Providers differ little in where a story can be interrupted: all moments for the first one, every third for others. */
const STRIDE = 3;

for (const [index, subject] of SUBJECTS.entries()) {
  describe(`${subject.id}: the server crashes at every step`, () => {
    for (const [number, story] of USE_CASES.entries()) {
      const stride = index === 0 || story.needs === 'payouts' ? 1 : STRIDE;
      it(story.name, { skip: skipReason(story, subject) }, async (t) => {
        let deaths = 0;
        let step = 1 + (number % stride);
        while (!(await survives(story, subject, step))) {
          deaths += 1;
          step += stride;
        }
        t.diagnostic(`${deaths} moments`);
        assert.ok(deaths > 0 || stride > 1, 'the server never crashed');
      });
    }
  });
}

/** Tells the story once. Whether the server lived through it. */
async function survives(story: UseCase, subject: Subject, step: number): Promise<boolean> {
  const server = await openCrashableServer(subject, { environment: story.environment ?? {} });
  try {
    const scene = await story.before(server, subject);
    server.crashBefore(step);
    const first = await story.perform(server, scene, subject, false);
    const survived = !server.crashed;
    await server.restart();
    const second = await story.perform(server, scene, subject, true);
    if (first !== NO_RESPONSE) assert.deepEqual(second, first, 'the response after the crash is the one before it');
    if (second !== NO_RESPONSE) {
      assert.ok(second.status < 300, `${second.status} ${second.text}`);
      assert.deepEqual(await story.perform(server, scene, subject, true), second);
      await assertExists(server, second);
    }
    await server.advance(30 * HOUR);
    await assertGoodEnd(server, story, scene);
    return survived;
  } catch (error) {
    throw new Error(`dying before step ${step}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    await server.close();
  }
}
