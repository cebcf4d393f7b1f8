import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inquirePayment } from '../../../../server/payments/payment/inquire-payment.ts';
import { sumOf } from '../../../../server/payments/model/received-money.ts';
import type { ProviderReport } from '../../../../server/payments/ports/ports.ts';
import { resolvePayment } from '../../../../server/payments/review/resolve-payment.ts';
import { atOnce } from '../../../support/at-once.ts';
import { withGateway } from '../../../support/on-instance.ts';
import { paidPayment } from '../../../support/paid-payment.ts';
import { openSeveralInstances } from '../../../support/several-instances.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('three people who refund what was paid twice, on instances that have lost their leases, refund it once', async (t) => {
  const subject = SUBJECTS.find(({ refundable }) => refundable !== undefined);
  assert.ok(subject);
  const { harness, domains } = await openSeveralInstances(t, subject, 'none');
  const { id } = await paidPayment(harness, subject);
  const twice = withGateway(harness.domain, (gateway) => ({
    async inquire(...asked) {
      const reports = await gateway.inquire(...asked);
      return reports.flatMap((report): readonly ProviderReport[] =>
        report.subject === 'payment' ? [report, { ...report, transactionId: 'second-transaction' }] : [report],
      );
    },
  }));
  const payment = await inquirePayment(twice, id);
  assert.deepEqual([payment.review, payment.received.length], ['paid_twice', 2]);
  const { refusals } = await atOnce(domains, (domain) =>
    resolvePayment(domain, {
      id: domain.idGenerator.next('rf'),
      paymentId: id,
      decision: 'refund',
      note: 'seen in the dashboard',
      by: 'cashier',
    }),
  );
  assert.ok(refusals.every((code) => code === 'state_conflict'));
  assert.equal(sumOf(await harness.domain.store.refundsOf(id)), payment.amount);
});
