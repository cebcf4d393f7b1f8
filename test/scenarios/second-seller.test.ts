import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bestOffers } from '../../server/payments/channel/eligible-offers.ts';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { assertPaidOnce } from '../support/paid-once.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/* Two providers sell the same channel. Every provider of the registry is tried as the first and as the second of two. */

const pairs = SUBJECTS.flatMap((first) =>
  SUBJECTS.filter((other) => other !== first).map((second) => [first, second] as const),
);

function together(name: string, run: (bench: Bench, first: Subject, second: Subject) => Promise<void>): void {
  describe(name, () => {
    for (const [first, second] of pairs) {
      it(`${first.id}, then ${second.id}`, async () => {
        const bench = await openBench(first, [second]);
        try {
          await run(bench, first, second);
          await assertPaidOnce(bench);
        } finally {
          await bench.close();
        }
      });
    }
  });
}

const creates = (bench: Bench): readonly number[] =>
  bench.simulators.map((simulator) => simulator.ledger().filter(({ kind }) => kind === 'create').length);

const pay = async (bench: Bench) => bench.pay(await bench.checkout(), { channel: 'va_bca' });

for (const kind of ['refuse', '429'] as const) {
  together(
    `${kind} at the first: the second serves the same customer in the same request`,
    async (bench, _, second) => {
      bench.simulator.fail({ operation: 'create', kind });
      const payment = await pay(bench);
      assert.deepEqual([payment.status, payment.provider], ['requires_action', second.id]);
      assert.deepEqual(creates(bench), [0, 1]);
      await bench.perform(payment, 'pay');
      await bench.advance(10_000);
      assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    },
  );
}

for (const kind of ['timeout_before', 'timeout_after_commit', 'reset_after_commit', '500', 'garbage'] as const) {
  together(
    `${kind} at the first is ambiguous: never tried elsewhere, and not held against it`,
    async (bench, first) => {
      bench.simulator.fail({ operation: 'create', kind });
      const payment = await pay(bench);
      assert.deepEqual([payment.status, payment.provider], ['unknown', first.id]);
      assert.equal((await pay(bench)).provider, first.id);
      assert.equal(creates(bench)[1], 0);
    },
  );
}

together('a refusal of the order itself is an answer: nobody else is asked', async (bench) => {
  bench.simulator.fail({ operation: 'create', kind: 'error' });
  await assert.rejects(
    pay(bench),
    (error: unknown) => error instanceof DomainError && error.code === 'provider_rejected',
  );
  assert.deepEqual(creates(bench), [0, 0]);
});

together('who was not reached is put behind for half a minute, and then tried again', async (bench, first, second) => {
  bench.simulator.fail({ operation: 'create', kind: 'refuse' });
  await pay(bench);
  assert.equal((await pay(bench)).provider, second.id);
  assert.deepEqual(creates(bench), [0, 2]);
  await bench.advance(31_000);
  assert.equal((await pay(bench)).provider, first.id);
});

together(
  'no channel is hidden by it, and who is put behind still serves when the other fails',
  async (bench, first) => {
    bench.simulator.fail({ operation: 'create', kind: 'refuse' });
    const before = bestOffers(bench.domain, await bench.checkout()).map(({ channel }) => channel);
    await pay(bench);
    const after = bestOffers(bench.domain, await bench.checkout()).map(({ channel }) => channel);
    assert.deepEqual(after, before);
    bench.simulators[1]?.fail({ operation: 'create', kind: 'refuse' });
    assert.equal((await pay(bench)).provider, first.id);
  },
);

together('neither is reached: said plainly, nothing is open, and the next try works', async (bench) => {
  const checkout = await bench.checkout();
  for (const simulator of bench.simulators) simulator.fail({ operation: 'create', kind: 'refuse' });
  await assert.rejects(
    bench.pay(checkout, { channel: 'va_bca' }),
    (error: unknown) => error instanceof DomainError && error.code === 'provider_unavailable',
  );
  assert.equal((await bench.pay(checkout, { channel: 'va_bca' })).status, 'requires_action');
});

together(
  'what only the first asks for is not in the way of the second, nor the other way round',
  async (bench, first, second) => {
    const checkout = await bench.checkout();
    const choice = { channel: 'ewallet_ovo', fields: { phone: '081210002000' } };
    bench.simulator.fail({ operation: 'create', kind: 'refuse' });
    const payment = await bench.pay(checkout, choice);
    assert.deepEqual([payment.status, payment.provider], ['requires_action', second.id]);
    assert.equal((await bench.pay(checkout, choice)).id, payment.id, 'the same choice is the same payment');
    await bench.advance(60_000);
    assert.equal((await bench.pay(await bench.checkout(), choice)).provider, first.id);
  },
);
