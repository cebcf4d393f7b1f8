import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal } from '../../../../shared/payment-status.ts';
import { capturePayment } from '../../../../server/payments/payment/capture-payment.ts';
import { atOnce } from '../../../support/at-once.ts';
import { heldPayment, withGateway } from '../../../support/on-instance.ts';
import { openSeveralInstances } from '../../../support/several-instances.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('of two authorized payments of one checkout that are captured at once, one is', async (t) => {
  const subject = SUBJECTS.find(({ holdable }) => holdable !== undefined);
  assert.ok(subject);
  const { harness, domains } = await openSeveralInstances(t, subject, 'leases');
  const payment = await heldPayment(harness, subject);
  // One that was authorized although its outcome had been unknown for long.
  const late = { ...payment, id: harness.domain.idGenerator.next('pay'), merchantReference: 'LATE', inquiries: 0 };
  await harness.domain.store.transact((tx) => tx.insertPayment(late), { of: 'payment', id: payment.id });
  const sent: string[] = [];
  const { refusals } = await atOnce(domains.slice(0, 2), (domain, index) =>
    capturePayment(
      withGateway(domain, () => ({
        inquire: () => Promise.resolve([]),
        async capture({ merchantReference }) {
          sent.push(merchantReference);
          return [];
        },
      })),
      index === 0 ? payment.id : late.id,
    ),
  );
  assert.deepEqual(refusals, ['state_conflict']);
  assert.equal(sent.length, 1);
  const both = await harness.domain.store.paymentsOf(payment.checkoutId);
  assert.equal(both.filter(({ status, capturedAmount }) => !isFinal(status) && capturedAmount !== undefined).length, 1);
});
