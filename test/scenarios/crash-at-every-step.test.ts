import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_RESPONSE, openCrashableServer } from '../support/crashable-server.ts';
import { assertConsistent } from '../support/use-cases/assert-consistent.ts';
import { assertExists } from '../support/use-cases/assert-exists.ts';
import { skipReason, type UseCase } from '../support/use-cases/use-case.ts';
import { USE_CASES } from '../support/use-cases/use-cases.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';
import { HOUR } from '../support/durations.ts';

/*
 * Every use case runs once for each step in it: the server crashes before its first write or outgoing call, before its
 * second, and so on. It restarts on the same database, gets the same request again under the same idempotency key, and time
 * goes on. Wherever it crashed: one answer, one effect at the provider, each event once, and nothing left pending.
 */

/** Providers differ little in where a use case can be interrupted: every step for the first one, every third for others. */
const STRIDE = 3;

for (const [index, subject] of SUBJECTS.entries()) {
  describe(`${subject.id}: the server crashes at every step`, () => {
    for (const [number, useCase] of USE_CASES.entries()) {
      const stride = index === 0 || useCase.needs === 'payouts' ? 1 : STRIDE;
      it(useCase.name, { skip: skipReason(useCase, subject) }, async (t) => {
        let crashes = 0;
        let step = 1 + (number % stride);
        while (!(await endsBeforeCrash(useCase, subject, step))) {
          crashes += 1;
          step += stride;
        }
        t.diagnostic(`${crashes} steps`);
        assert.ok(crashes > 0 || stride > 1, 'the server never crashed');
      });
    }
  });
}

/** Runs the use case once; answers whether it ended before the crash. */
async function endsBeforeCrash(useCase: UseCase, subject: Subject, step: number): Promise<boolean> {
  const server = await openCrashableServer(subject, { environment: useCase.environment ?? {} });
  try {
    const prepared = await useCase.prepare(server, subject);
    server.crashBefore(step);
    const first = await useCase.perform(server, prepared, subject, false);
    const ended = !server.crashed;
    await server.restart();
    const second = await useCase.perform(server, prepared, subject, true);
    if (first !== NO_RESPONSE) assert.deepEqual(second, first, 'the response after the crash is the one before it');
    if (second !== NO_RESPONSE) {
      assert.ok(second.status < 300, `${second.status} ${second.text}`);
      assert.deepEqual(await useCase.perform(server, prepared, subject, true), second);
      await assertExists(server, second);
    }
    await server.advance(30 * HOUR);
    await assertConsistent(server, useCase, prepared);
    return ended;
  } catch (error) {
    throw new Error(`crash before step ${step}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    await server.close();
  }
}
