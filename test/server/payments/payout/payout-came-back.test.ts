import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPayoutReports } from '../../../../server/payments/payout/apply-payout-evidence.ts';
import { openBench } from '../../../support/bench.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('a payout that came back after it had succeeded is told once, and stays succeeded', async (t) => {
  const subject = SUBJECTS.find(({ provider }) => provider.payouts !== undefined) ?? assert.fail('nobody pays out');
  const bench = await openBench(subject);
  t.after(() => bench.close());
  const { id, merchantReference: reference, amount, currency } = await bench.payOut();
  const hear = async (outcome: 'succeeded' | 'failed') => {
    const said = {
      subject: 'payout',
      outcome,
      reference,
      ids: {},
      money: { amount, currency },
      said: outcome,
    } as const;
    return applyPayoutReports(bench.domain, await bench.payout(id), [said], 'inquiry');
  };
  assert.equal((await hear('succeeded')).status, 'succeeded');
  assert.equal((await hear('failed')).status, 'succeeded');
  await hear('failed');
  const types = (await bench.events()).map(({ type }) => type);
  assert.deepEqual(types, ['payout.succeeded', 'payout.review_required']);
});
