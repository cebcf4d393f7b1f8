import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_RESPONSE, openCrashableServer } from '../support/crashable-server.ts';
import { assertConsistent } from '../support/use-cases/assert-consistent.ts';
import { assertExists } from '../support/use-cases/assert-exists.ts';
import { read } from '../support/use-cases/steps.ts';
import { skipReason, type UseCase } from '../support/use-cases/use-case.ts';
import { USE_CASES } from '../support/use-cases/use-cases.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';
import { HOUR } from '../support/durations.ts';

/*
 * Every use case runs once for each write in it: that write fails, as on a disk that is full for a moment, and the server
 * goes on without a restart. Either it answers 503 and the request can be repeated under the same key, or its answer holds.
 */

/** Providers differ little in where a use case can be interrupted: every write for the first one, every third for others. */
const STRIDE = 3;

for (const [index, subject] of SUBJECTS.entries()) {
  describe(`${subject.id}: the storage fails at every write`, () => {
    for (const [number, useCase] of USE_CASES.entries()) {
      const stride = index === 0 || useCase.needs === 'payouts' ? 1 : STRIDE;
      it(useCase.name, { skip: skipReason(useCase, subject) }, async (t) => {
        let failures = 0;
        let write = 1 + (number % stride);
        // Every second time the write is done and only its confirmation is lost.
        while (await failsAtWrite(useCase, subject, write, write % 2 === 0)) {
          failures += 1;
          write += stride;
        }
        t.diagnostic(`${failures} writes`);
        assert.ok(failures > 0 || stride > 1, 'nothing was written');
      });
    }
  });
}

/** Runs the use case once; answers whether it had that many writes. */
async function failsAtWrite(useCase: UseCase, subject: Subject, write: number, isDone: boolean): Promise<boolean> {
  const server = await openCrashableServer(subject, { environment: useCase.environment ?? {} });
  try {
    const prepared = await useCase.prepare(server, subject);
    const before = server.writeCount;
    server.failWrite(write, isDone);
    const first = await useCase.perform(server, prepared, subject, false);
    const failed = server.writeCount - before >= write;
    server.failWrite(Infinity, false);
    assert.ok(first === NO_RESPONSE || first.status < 300 || first.status === 503, `${first.status} ${first.text}`);
    if (first.status === 503) assert.equal(read(first)['code'], 'storage_unavailable');
    const second = await useCase.perform(server, prepared, subject, true);
    if (first !== NO_RESPONSE && first.status < 300) assert.deepEqual(second, first, 'a confirmed result stays true');
    if (second !== NO_RESPONSE) {
      assert.ok(second.status < 300, `${second.status} ${second.text}`);
      await assertExists(server, second);
    }
    await server.advance(30 * HOUR);
    await assertConsistent(server, useCase, prepared);
    return failed;
  } catch (error) {
    const what = `${isDone ? 'unconfirmed' : 'failing'} at write ${write}`;
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await server.close();
  }
}
