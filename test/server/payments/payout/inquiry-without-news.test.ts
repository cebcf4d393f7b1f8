import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PayoutReport } from '../../../../server/payments/ports/ports.ts';
import { applyPayoutReports } from '../../../../server/payments/payout/apply-payout-evidence.ts';
import { openHarness } from '../../../support/harness.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('an inquiry about a payout that brings no news adds no entry and changes nothing; one that does is kept', async (t) => {
  const subject =
    SUBJECTS.find(({ provider }) => provider.payouts !== undefined) ?? assert.fail('no provider has payouts');
  const harness = await openHarness(subject);
  t.after(() => harness.close());
  const { id, merchantReference, amount, currency } = await harness.createPayout();
  const { store } = harness.domain;
  const inquiryFinds = async (over: Partial<PayoutReport>) => {
    const report: PayoutReport = {
      subject: 'payout',
      outcome: 'processing',
      merchantReference,
      providerReferences: {},
      money: { amount, currency },
      providerStatus: 'WAIT',
      ...over,
    };
    await applyPayoutReports(harness.domain, await harness.payout(id), [report], 'inquiry');
    return (await store.payoutHistoryOf(id)).length;
  };
  const entries = await inquiryFinds({});
  const before = await harness.payout(id);
  for (let inquiry = 0; inquiry < 30; inquiry += 1) assert.equal(await inquiryFinds({}), entries);
  assert.deepEqual(await harness.payout(id), before, 'also the time of its last change stays');

  assert.equal(await inquiryFinds({ providerStatus: 'SENT' }), entries + 1, 'it says something else');
  assert.equal(await inquiryFinds({ providerReferences: { bank: 'B1' } }), entries + 2, 'a reference');
  assert.equal(await inquiryFinds({ providerReferences: { bank: 'B1' } }), entries + 2);
  assert.equal(await inquiryFinds({ outcome: 'succeeded' }), entries + 3, 'the end');
  assert.equal(await inquiryFinds({ outcome: 'succeeded' }), entries + 4, 'of what has ended already');
  assert.equal(await inquiryFinds({ outcome: 'succeeded' }), entries + 4);
  await harness.assertBooks();
});
