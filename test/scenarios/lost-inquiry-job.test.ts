import assert from 'node:assert/strict';
import { resumeInquiries } from '../../server/payments/payment/resume-inquiries.ts';
import { DAY, HOUR, MINUTE } from '../support/durations.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'a payment that may still be paid lost its job: the sweep inquires about it again',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    harness.simulator.fail({ operation: 'inquire', kind: '503', times: 1_000 });
    await harness.advance(payment.expiresAt + 10 * MINUTE - harness.clock.now());
    assert.equal(await resumeInquiries(harness.domain), 0, 'it has its job');
    await harness.domain.store.transact(
      async (tx) => {
        await tx.dropJob('inquire', payment.id);
        await tx.dropJob('expire_payment', payment.id);
      },
      { of: 'payment', id: payment.id },
    );
    assert.equal(await resumeInquiries(harness.domain), 1);
    assert.equal(await resumeInquiries(harness.domain), 0);
    const before = (await harness.payment(payment.id)).inquiries;
    await harness.advance(DAY);
    assert.ok((await harness.payment(payment.id)).inquiries > before);
  },
);

scenario('what is decided, or known to be closed, is not swept', async (harness, subject) => {
  const paid = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.perform(paid, 'pay');
  const open = await harness.openCheckout();
  const unpaid = await harness.pay(open, subject.samples.virtual_account);
  harness.simulator.fail({ operation: 'create', kind: '503' });
  await harness.pay(await harness.openCheckout(), subject.samples.qr).catch(() => undefined);
  // Long after the last inquiry about what the provider confirmed to be closed.
  await harness.advance(unpaid.expiresAt + 27 * DAY - harness.clock.now());
  const { providerClosedAt } = await harness.payment(unpaid.id);
  const isWatched = (await harness.domain.store.nextJobAt()) !== undefined;
  assert.ok(providerClosedAt !== undefined || isWatched);
  assert.equal(await resumeInquiries(harness.domain), 0);
  await harness.advance(HOUR);
});
