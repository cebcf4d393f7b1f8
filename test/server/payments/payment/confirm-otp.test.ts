import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmOtp } from '../../../../server/payments/payment/confirm-otp.ts';
import { openHarness } from '../../../support/harness.ts';
import { isDomainError } from '../../../support/is-domain-error.ts';
import { withGateway } from '../../../support/on-instance.ts';
import { openOtpPayment } from '../../../support/otp-payment.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('a one-time password is not sent once another payment has paid the checkout', async () => {
  const subject = SUBJECTS.find(({ id }) => id === 'xendit');
  assert.ok(subject);
  const harness = await openHarness(subject);
  try {
    const { payment } = await openOtpPayment(harness);
    const { domain } = harness;
    await domain.store.transact((tx) => tx.updateCheckout(payment.checkoutId, { status: 'paid' }), {
      of: 'checkout',
      id: payment.checkoutId,
    });
    let sent = 0;
    const counting = withGateway(domain, () => ({
      confirm() {
        sent += 1;
        return Promise.resolve([]);
      },
    }));
    await assert.rejects(confirmOtp(counting, payment.id, '123456'), isDomainError('state_conflict'));
    assert.equal(sent, 0);
  } finally {
    await harness.close();
  }
});
