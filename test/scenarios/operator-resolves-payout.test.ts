import assert from 'node:assert/strict';
import { it } from 'node:test';
import { resolvePayout } from '../../server/payments/payout/resolve-payout.ts';
import { openHarness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { DAY, HOUR } from '../support/durations.ts';

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined)) {
  it(`${subject.id}: a payout with an unknown outcome is reported for review after an hour, and an operator resolves it as failed (D20)`, async (t) => {
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    harness.simulator.fail({ operation: 'inquire_payout', kind: '503', times: 10_000 });
    const payout = await harness.createPayout();
    assert.equal(payout.status, 'unknown');
    const id = harness.domain.idGenerator.next('po');
    const resolution = { id, payoutId: payout.id, note: 'not in the statement', by: 'another API key' } as const;
    await assert.rejects(
      () => resolvePayout(harness.domain, { ...resolution, decision: 'failed' }),
      isDomainError('state_conflict'),
    );
    await harness.advance(3 * HOUR);
    assert.deepEqual(await harness.eventTypes('payout.review_required'), ['payout.review_required']);
    const withApproval = { ...harness.domain, payoutApproval: true };
    await assert.rejects(
      () => resolvePayout(withApproval, { ...resolution, decision: 'failed', by: payout.madeBy }),
      isDomainError('forbidden'),
    );
    assert.equal((await resolvePayout(withApproval, { ...resolution, decision: 'failed' })).status, 'failed');
    assert.equal((await resolvePayout(withApproval, { ...resolution, decision: 'failed' })).status, 'failed');
    assert.deepEqual(await harness.eventTypes('payout.failed', 'payout.resolved'), [
      'payout.failed',
      'payout.resolved',
    ]);
  });

  it(`${subject.id}: an operator resolves an unknown payout as succeeded: reported once, and later inquiries change nothing (D20)`, async (t) => {
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const payout = await harness.createPayout();
    harness.simulator.silent = true;
    await harness.advance(2 * HOUR);
    const id = harness.domain.idGenerator.next('po');
    const resolution = { id, payoutId: payout.id, note: 'in the statement', by: payout.madeBy } as const;
    const withApproval = { ...harness.domain, payoutApproval: true };
    const resolved = await Promise.all([
      resolvePayout(withApproval, { ...resolution, decision: 'succeeded' }),
      resolvePayout(withApproval, { ...resolution, decision: 'succeeded' }),
    ]);
    assert.deepEqual(
      resolved.map(({ status }) => status),
      ['succeeded', 'succeeded'],
    );
    harness.simulator.silent = false;
    await harness.advance(DAY);
    assert.equal((await harness.payout(payout.id)).status, 'succeeded');
    assert.deepEqual(
      await harness.eventTypes('payout.review_required', 'payout.succeeded', 'payout.failed', 'payout.resolved'),
      ['payout.review_required', 'payout.succeeded', 'payout.resolved'],
    );
  });

  it(`${subject.id}: a payout resolved as failed is found paid later: it succeeds and is reported for review again (D20)`, async (t) => {
    const harness = await openHarness(subject);
    t.after(() => harness.close());
    harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const payout = await harness.createPayout();
    harness.simulator.silent = true;
    await harness.advance(2 * HOUR);
    const id = harness.domain.idGenerator.next('po');
    const resolution = { id, payoutId: payout.id, note: 'not in the statement', by: 'another API key' } as const;
    assert.equal((await resolvePayout(harness.domain, { ...resolution, decision: 'failed' })).status, 'failed');
    harness.simulator.silent = false;
    const sent = harness.simulator.payouts?.().find(({ reference }) => reference === payout.merchantReference);
    harness.simulator.decide?.(sent?.id ?? '', 'paid');
    await harness.advance(DAY);
    assert.equal((await harness.payout(payout.id)).status, 'succeeded');
    assert.deepEqual((await harness.eventTypes('payout.succeeded', 'payout.review_required')).slice(-2), [
      'payout.succeeded',
      'payout.review_required',
    ]);
  });
}
