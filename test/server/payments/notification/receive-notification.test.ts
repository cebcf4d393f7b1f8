import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiveNotification } from '../../../../server/payments/notification/receive-notification.ts';
import type { Aggregate, RawNotification } from '../../../../server/payments/ports/ports.ts';
import { openHarness } from '../../../support/harness.ts';
import { SUBJECTS } from '../../../support/subjects.ts';
import { withOverrides } from '../../../support/with-overrides.ts';

test('a payment that becomes known between the look and its unit of work is locked before it is changed', async () => {
  const [subject] = SUBJECTS;
  assert.ok(subject);
  const harness = await openHarness(subject);
  try {
    const { domain } = harness;
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.perform(payment, 'pay');
    await harness.runDue();
    const [notification] = harness.notifications;
    assert.ok(notification);
    const raw: RawNotification = {
      body: Buffer.from(await notification.clone().arrayBuffer()),
      headers: Object.fromEntries(notification.headers),
      contentType: notification.headers.get('content-type') ?? '',
    };
    const locked: Aggregate[] = [];
    const store = withOverrides(domain.store, {
      // As on PostgreSQL: on a database of its own an instance locks nothing.
      isShared: true,
      findPaymentByMerchantReference: async (reference) =>
        locked.length === 0 ? undefined : domain.store.findPaymentByMerchantReference(reference),
      findPaymentByProviderReference: async (...given) =>
        locked.length === 0 ? undefined : domain.store.findPaymentByProviderReference(...given),
      transact(work, aggregate) {
        locked.push(aggregate);
        return domain.store.transact(work, aggregate);
      },
    });
    const entries = (await harness.history(payment.id)).length;
    assert.equal(await receiveNotification({ ...domain, store }, subject.id, raw), 'repeated');
    assert.deepEqual(locked, ['new', { of: 'payment', id: payment.id }]);
    assert.equal((await harness.history(payment.id)).length, entries);
  } finally {
    await harness.close();
  }
});
