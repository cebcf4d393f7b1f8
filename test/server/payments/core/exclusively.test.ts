import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callGateway } from '../../../../server/payments/core/call-gateway.ts';
import { exclusively } from '../../../../server/payments/core/exclusively.ts';
import { LeaseLost, type Exclusive } from '../../../../server/payments/ports/ports.ts';
import { openHarness } from '../../../support/harness.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('exclusive work sends nothing once its lease, or that of the work around it, is lost', async (t) => {
  const [subject] = SUBJECTS;
  assert.ok(subject);
  const harness = await openHarness(subject);
  t.after(() => harness.close());
  const lost = new Set<string>();
  const exclusive: Exclusive = {
    run: (key, work) =>
      work({
        assertHeld() {
          if (lost.has(key)) throw new LeaseLost(key);
        },
      }),
    tryRun: () => Promise.resolve(false),
  };
  let sent = 0;
  const send = (): Promise<void> => {
    sent += 1;
    return Promise.resolve();
  };
  const nested = (): Promise<unknown> =>
    exclusively({ ...harness.domain, exclusive }, 'outer', (outer) =>
      exclusively(outer, 'inner', (held) => callGateway(held, 1_000, send)),
    );

  await nested();
  assert.equal(sent, 1);
  for (const key of ['outer', 'inner']) {
    lost.add(key);
    await assert.rejects(nested(), LeaseLost);
    lost.delete(key);
  }
  assert.equal(sent, 1);
});
