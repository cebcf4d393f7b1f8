import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPayoutReports } from '../../../../server/payments/payout/apply-payout-evidence.ts';
import { openHarness } from '../../../support/harness.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('a payout that came back after it had succeeded raises one review, and stays succeeded', async (t) => {
  const subject =
    SUBJECTS.find(({ provider }) => provider.payouts !== undefined) ?? assert.fail('no provider has payouts');
  const harness = await openHarness(subject);
  t.after(() => harness.close());
  const { id, merchantReference, amount, currency } = await harness.createPayout();
  const inquiryFinds = async (outcome: 'succeeded' | 'failed') => {
    const report = {
      subject: 'payout',
      outcome,
      merchantReference,
      providerReferences: {},
      money: { amount, currency },
      providerStatus: outcome,
    } as const;
    return applyPayoutReports(harness.domain, await harness.payout(id), [report], 'inquiry');
  };
  assert.equal((await inquiryFinds('succeeded')).status, 'succeeded');
  assert.equal((await inquiryFinds('failed')).status, 'succeeded');
  await inquiryFinds('failed');
  const types = (await harness.events()).map(({ type }) => type);
  assert.deepEqual(types, ['payout.succeeded', 'payout.review_required']);
});
