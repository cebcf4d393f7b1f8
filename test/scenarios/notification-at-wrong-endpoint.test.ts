import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openHarness } from '../support/harness.ts';
import { SUBJECTS } from '../support/subjects.ts';

const pairs = SUBJECTS.flatMap((from) => SUBJECTS.filter(({ id }) => id !== from.id).map((at) => [from, at] as const));

describe('a notification signed for one provider is rejected at the endpoint of another, and nothing changes', () => {
  for (const [from, at] of pairs) {
    it(`${from.id} at ${at.id}`, async () => {
      const harness = await openHarness(from, [at]);
      try {
        const payment = await harness.pay(await harness.openCheckout(), from.samples.virtual_account);
        const before = await harness.history(payment.id);
        const genuine = from.genuineClaim(payment);
        const { headers } = genuine;
        const body = await genuine.clone().text();
        for (const path of [at.id, `${at.id}/payouts`]) {
          const moved = new Request(`https://pay.example/v1/notifications/${path}`, { method: 'POST', headers, body });
          assert.ok([400, 401].includes(await harness.deliver(moved)), path);
        }
        await harness.runDue();
        assert.deepEqual(await harness.history(payment.id), before);
        assert.equal(await harness.deliver(genuine), 200, 'accepted at its own endpoint');
      } finally {
        await harness.close();
      }
    });
  }
});
