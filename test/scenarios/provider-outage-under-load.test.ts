import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Payment } from '../../server/payments/model/model.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { assertPaidOnce } from '../support/assert-paid-once.ts';
import { SUBJECTS } from '../support/subjects.ts';

/*
 * One of all providers goes down under load. Every customer can still pay, at the first try and once. That a refused
 * connection costs less than a second is tested with the HTTP client.
 */

const pay = async (harness: Harness): Promise<Payment> =>
  harness.pay(await harness.openCheckout(), { channel: 'va_bca' });

/** Two customers every two seconds who pay immediately; answers which providers served them. */
async function runLoad(harness: Harness, rounds: number): Promise<Set<string>> {
  const served = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const payment of await Promise.all([pay(harness), pay(harness)])) {
      assert.equal(payment.status, 'requires_action');
      served.add(payment.provider);
      // Paying does not go through the provider’s API that is down: an issued number can still be paid.
      await harness.perform(payment, 'pay');
    }
    await harness.advance(2_000);
  }
  return served;
}

describe('one provider goes down under load: every customer can pay, and nobody pays twice', () => {
  for (const [place, first] of SUBJECTS.entries()) {
    const others = [...SUBJECTS.slice(place + 1), ...SUBJECTS.slice(0, place)];
    const [second, ...rest] = others;
    it(`${[first, ...others].map(({ id }) => id).join(', ')}: ${first.id} goes down`, async () => {
      const harness = await openHarness(first, others);
      try {
        assert.ok(second && rest.length > 0, 'there are at least three providers');
        assert.deepEqual(await runLoad(harness, 10), new Set([first.id]));
        harness.simulator.silent = true;
        const interrupted = await pay(harness);
        // The call was in flight: no failover, and the customer may start again.
        assert.deepEqual([interrupted.status, interrupted.provider], ['unknown', first.id]);
        for (const operation of ['create', 'inquire', 'cancel'] as const)
          harness.simulator.fail({ operation, kind: 'refuse', times: Infinity });
        harness.simulator.silent = false;
        assert.deepEqual(await runLoad(harness, 20), new Set([second.id]));
        await harness.advance(60_000);
        const paid = await harness.domain.store.listCheckouts({ status: 'paid' }, { limit: 100 });
        assert.equal(paid.data.length, 60);
        await assertPaidOnce(harness);
      } finally {
        await harness.close();
      }
    });
  }
});
