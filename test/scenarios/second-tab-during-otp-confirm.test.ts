import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { confirmOtp } from '../../server/payments/payment/confirm-otp.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { isFinal } from '../../shared/payment-status.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { openOtpPayment } from '../support/otp-payment.ts';

/* While the one-time password is being confirmed, another tab of the same customer switches channel or cancels. */

/** Runs the other tab’s action while the password is being confirmed, and confirms after at most half a second. */
function whileConfirming({ domain }: Harness, otherTab: () => Promise<unknown>): Domain {
  const { providerRouter } = domain;
  return {
    ...domain,
    providerRouter: {
      ...providerRouter,
      gateway: (provider) => {
        const gateway = providerRouter.gateway(provider);
        return {
          ...gateway,
          async confirm(...password) {
            await Promise.race([otherTab(), setTimeout(500)]);
            return (await gateway.confirm?.(...password)) ?? [];
          },
        };
      },
    },
  };
}

for (const subject of SUBJECTS.filter(({ id }) => id === 'xendit'))
  for (const action of ['chooses another channel', 'cancels'] as const)
    it(`${subject.id}: a second tab ${action} while a one-time password is being confirmed: the order is paid once (D3)`, async (t) => {
      const harness = await openHarness(subject);
      t.after(() => harness.close());
      const { checkout, payment } = await openOtpPayment(harness);
      const choice = { fields: {}, save: false, ...subject.samples.virtual_account };
      const request = { id: harness.domain.idGenerator.next('pay'), checkoutId: checkout.id, choice };
      let other: Promise<unknown> = Promise.resolve();
      const domain = whileConfirming(harness, () => {
        const started =
          action === 'cancels'
            ? cancelPayment(harness.domain, payment.id, { by: 'customer' })
            : createPayment(harness.domain, request);
        return (other = started.catch((error: unknown) => error));
      });
      await confirmOtp(domain, payment.id, '123456');
      await other;
      await harness.advance(60_000);
      const after = await harness.payment(payment.id);
      assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
      const payments = await harness.domain.store.paymentsOf(checkout.id);
      assert.equal(payments.filter(({ status }) => !isFinal(status)).length, 0, 'no other payment is open');
      assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'paid');
    });
