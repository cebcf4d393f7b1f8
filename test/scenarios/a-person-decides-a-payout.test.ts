import assert from 'node:assert/strict';
import { it } from 'node:test';
import { resolvePayout } from '../../server/payments/payout/resolve-payout.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { refusedWith } from '../support/refused-with.ts';
import { SUBJECTS } from '../support/subjects.ts';

const HOUR = 3_600_000;

const types = async (bench: Bench, ...wanted: readonly string[]): Promise<readonly string[]> =>
  (await bench.events()).map(({ type }) => type).filter((type) => wanted.includes(type));

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined)) {
  it(`${subject.id}: a payout of which nobody knows is told after an hour, and ended by a person (D20)`, async (t) => {
    const bench = await openBench(subject);
    t.after(() => bench.close());
    bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    bench.simulator.fail({ operation: 'inquire_payout', kind: '503', times: 10_000 });
    const payout = await bench.payOut();
    assert.equal(payout.status, 'unknown');
    const id = bench.domain.idGenerator.next('po');
    const word = { id, payoutId: payout.id, note: 'not in the statement', by: 'another key' } as const;
    await assert.rejects(
      () => resolvePayout(bench.domain, { ...word, decision: 'failed' }),
      refusedWith('state_conflict'),
    );
    await bench.advance(3 * HOUR);
    assert.deepEqual(await types(bench, 'payout.review_required'), ['payout.review_required']);
    const careful = { ...bench.domain, payoutApproval: true };
    await assert.rejects(
      () => resolvePayout(careful, { ...word, decision: 'failed', by: payout.madeBy }),
      refusedWith('forbidden'),
    );
    assert.equal((await resolvePayout(careful, { ...word, decision: 'failed' })).status, 'failed');
    assert.equal((await resolvePayout(careful, { ...word, decision: 'failed' })).status, 'failed');
    assert.deepEqual(await types(bench, 'payout.failed', 'payout.resolved'), ['payout.failed', 'payout.resolved']);
  });

  it(`${subject.id}: a payout that a person has seen in the statement: succeeded, told, and nothing afterwards (D20)`, async (t) => {
    const bench = await openBench(subject);
    t.after(() => bench.close());
    bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const payout = await bench.payOut();
    bench.simulator.silent = true;
    await bench.advance(2 * HOUR);
    const id = bench.domain.idGenerator.next('po');
    const word = { id, payoutId: payout.id, note: 'in the statement', by: payout.madeBy } as const;
    const careful = { ...bench.domain, payoutApproval: true };
    const ended = await Promise.all([
      resolvePayout(careful, { ...word, decision: 'succeeded' }),
      resolvePayout(careful, { ...word, decision: 'succeeded' }),
    ]);
    assert.deepEqual(
      ended.map(({ status }) => status),
      ['succeeded', 'succeeded'],
    );
    bench.simulator.silent = false;
    await bench.advance(24 * HOUR);
    assert.equal((await bench.payout(payout.id)).status, 'succeeded');
    assert.deepEqual(
      await types(bench, 'payout.review_required', 'payout.succeeded', 'payout.failed', 'payout.resolved'),
      ['payout.review_required', 'payout.succeeded', 'payout.resolved'],
    );
  });

  it(`${subject.id}: a payout that a person called failed is found paid: told, and to be looked at (D20)`, async (t) => {
    const bench = await openBench(subject);
    t.after(() => bench.close());
    bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const payout = await bench.payOut();
    bench.simulator.silent = true;
    await bench.advance(2 * HOUR);
    const id = bench.domain.idGenerator.next('po');
    const word = { id, payoutId: payout.id, note: 'not in the statement', by: 'another key' } as const;
    assert.equal((await resolvePayout(bench.domain, { ...word, decision: 'failed' })).status, 'failed');
    bench.simulator.silent = false;
    const there = bench.simulator.payouts?.().find(({ reference }) => reference === payout.merchantReference);
    bench.simulator.decide?.(there?.id ?? '', 'paid');
    await bench.advance(24 * HOUR);
    assert.equal((await bench.payout(payout.id)).status, 'succeeded');
    assert.deepEqual((await types(bench, 'payout.succeeded', 'payout.review_required')).slice(-2), [
      'payout.succeeded',
      'payout.review_required',
    ]);
  });
}
