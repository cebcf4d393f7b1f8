import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bestOffers } from '../../server/payments/channel/eligible-offers.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { assertPaidOnce } from '../support/assert-paid-once.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/* Two providers offer the same channel. Every provider of the registry is tested as the first and as the second of two. */

const pairs = SUBJECTS.flatMap((first) =>
  SUBJECTS.filter((other) => other !== first).map((second) => [first, second] as const),
);

function withTwoProviders(
  name: string,
  run: (harness: Harness, first: Subject, second: Subject) => Promise<void>,
): void {
  describe(name, () => {
    for (const [first, second] of pairs) {
      it(`${first.id}, then ${second.id}`, async () => {
        const harness = await openHarness(first, [second]);
        try {
          await run(harness, first, second);
          await assertPaidOnce(harness);
        } finally {
          await harness.close();
        }
      });
    }
  });
}

const countCreates = (harness: Harness): readonly number[] =>
  harness.simulators.map((simulator) => simulator.ledger().filter(({ kind }) => kind === 'create').length);

const pay = async (harness: Harness) => harness.pay(await harness.openCheckout(), { channel: 'va_bca' });

for (const kind of ['refuse', '429'] as const) {
  withTwoProviders(
    `${kind} at the first provider: the second one serves the same request`,
    async (harness, _, second) => {
      harness.simulator.fail({ operation: 'create', kind });
      const payment = await pay(harness);
      assert.deepEqual([payment.status, payment.provider], ['requires_action', second.id]);
      assert.deepEqual(countCreates(harness), [0, 1]);
      await harness.perform(payment, 'pay');
      await harness.advance(10_000);
      assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    },
  );
}

for (const kind of ['timeout_before', 'timeout_after_commit', 'reset_after_commit', '500', 'garbage'] as const) {
  withTwoProviders(
    `${kind} at the first provider is ambiguous: no failover, and the provider stays first`,
    async (harness, first) => {
      harness.simulator.fail({ operation: 'create', kind });
      const payment = await pay(harness);
      assert.deepEqual([payment.status, payment.provider], ['unknown', first.id]);
      assert.equal((await pay(harness)).provider, first.id);
      assert.equal(countCreates(harness)[1], 0);
    },
  );
}

withTwoProviders('the first provider rejects the order itself: no failover', async (harness) => {
  harness.simulator.fail({ operation: 'create', kind: 'error' });
  await assert.rejects(pay(harness), isDomainError('provider_rejected'));
  assert.deepEqual(countCreates(harness), [0, 0]);
});

withTwoProviders(
  'an unreachable provider comes last for half a minute, then first again',
  async (harness, first, second) => {
    harness.simulator.fail({ operation: 'create', kind: 'refuse' });
    await pay(harness);
    assert.equal((await pay(harness)).provider, second.id);
    assert.deepEqual(countCreates(harness), [0, 2]);
    await harness.advance(31_000);
    assert.equal((await pay(harness)).provider, first.id);
  },
);

withTwoProviders(
  'an unreachable provider hides no channel, and still serves when the other fails',
  async (harness, first) => {
    harness.simulator.fail({ operation: 'create', kind: 'refuse' });
    const before = bestOffers(harness.domain, await harness.openCheckout()).map(({ channel }) => channel);
    await pay(harness);
    const after = bestOffers(harness.domain, await harness.openCheckout()).map(({ channel }) => channel);
    assert.deepEqual(after, before);
    harness.simulators[1]?.fail({ operation: 'create', kind: 'refuse' });
    assert.equal((await pay(harness)).provider, first.id);
  },
);

withTwoProviders(
  'no provider is reachable: answered as unavailable, nothing stays open, and the next try works',
  async (harness) => {
    const checkout = await harness.openCheckout();
    for (const simulator of harness.simulators) simulator.fail({ operation: 'create', kind: 'refuse' });
    await assert.rejects(harness.pay(checkout, { channel: 'va_bca' }), isDomainError('provider_unavailable'));
    assert.equal((await harness.pay(checkout, { channel: 'va_bca' })).status, 'requires_action');
  },
);

withTwoProviders(
  'a field that only one of the two providers requires does not hinder the other',
  async (harness, first, second) => {
    const checkout = await harness.openCheckout();
    const choice = { channel: 'ewallet_ovo', fields: { phone: '081210002000' } };
    harness.simulator.fail({ operation: 'create', kind: 'refuse' });
    const payment = await harness.pay(checkout, choice);
    assert.deepEqual([payment.status, payment.provider], ['requires_action', second.id]);
    assert.equal((await harness.pay(checkout, choice)).id, payment.id, 'the same choice is the same payment');
    await harness.advance(60_000);
    assert.equal((await harness.pay(await harness.openCheckout(), choice)).provider, first.id);
  },
);
