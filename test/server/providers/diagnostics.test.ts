import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIdGenerator } from '../../../server/platform/ids.ts';
import { simulatorFetch } from '../../../server/providers/simulation/simulator.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { ALL_SUBJECTS } from '../../support/subjects.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

for (const { id, provider, environment, simulator: open } of ALL_SUBJECTS) {
  const configured = provider.configure(environment);
  const skip =
    configured.ok && configured.diagnostics === undefined
      ? `${id} has no diagnostics: kasir doctor cannot tell a wrong key of it from a good one`
      : false;
  describe(`the test call of ${id}`, { skip }, () => {
    const clock = virtualClock();
    const simulator = open({ clock, notificationUrl: 'https://pay.example', deliver: async () => new Response('') });
    const results = async (signal = AbortSignal.timeout(10_000)): Promise<readonly string[]> => {
      assert.ok(configured.ok);
      const diagnostics = await configured.diagnostics?.();
      assert.ok(diagnostics);
      const io = { fetch: simulatorFetch(simulator), clock, idGenerator: createIdGenerator(clock), log: quietLog };
      return (await diagnostics.checkCredentials(io, signal)).map(({ result }) => result);
    };

    it('is understood, and changes nothing', async () => {
      const found = await results();
      assert.deepEqual(
        found,
        found.map(() => 'accepted'),
      );
      assert.ok(found.length > 0);
      assert.deepEqual(simulator.ledger(), []);
    });

    it('without an answer, or with one that is not the provider’s, tells nothing of the credentials', async () => {
      for (const kind of ['500', 'refuse'] as const) {
        simulator.fail({ operation: 'inquire', kind, times: (await results()).length });
        for (const result of await results()) assert.match(result, /^(?:unclear|unanswered)$/, kind);
      }
      simulator.silent = true;
      for (const result of await results(AbortSignal.timeout(5))) assert.equal(result, 'unanswered');
      simulator.silent = false;
    });
  });
}
