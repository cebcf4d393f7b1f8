import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Domain } from '../../../../server/payments/core/domain.ts';
import type { Gateway, RefundReport } from '../../../../server/payments/ports/ports.ts';
import { receiveNotification } from '../../../../server/payments/notification/receive-notification.ts';
import { resolvePayment } from '../../../../server/payments/review/resolve-payment.ts';
import type { ReviewDecision } from '../../../../server/payments/review/review-actions.ts';
import { applyRefundReports } from '../../../../server/payments/refund/apply-refund-evidence.ts';
import { commit } from '../../../../server/payments/core/unit-of-work.ts';
import { applyEvidence } from '../../../../server/payments/payment/apply-evidence.ts';
import { isDomainError } from '../../../support/is-domain-error.ts';
import { refund } from '../../store/samples.ts';
import { twoProviders } from '../payment/two-providers.ts';

/** A paid payment whose provider sends refund notifications and has no inquiry that would confirm them. */
async function paidThere(t: TestContext) {
  const { domain: plain, pay, store, clock } = await twoProviders(t);
  let reports: readonly RefundReport[] = [];
  let serial = 0;
  const domain: Domain = {
    ...plain,
    providerRouter: {
      ...plain.providerRouter,
      gateway: (id): Gateway => ({
        ...plain.providerRouter.gateway(id),
        verify: ({ body, contentType }) => ({ body, contentType }) as ReturnType<Gateway['verify']>,
        read: () => ({ reports }),
      }),
    },
  };
  const { id } = await pay();
  const arrive = (amount: number) => ({
    received: [{ transactionId: 'tx-1', amount, at: clock.now() }],
    status: 'succeeded' as const,
  });
  await store.transact((tx) => tx.updatePayment(id, arrive(150_000)), 'new');
  return {
    domain,
    store,
    id,
    payment: () => store.findPayment(id),
    refunds: () => store.refundsOf(id),
    /** Receives a verified notification with the provider's reference of the payment. */
    async notify(name: string | undefined, amount?: number, over: Partial<RefundReport> = {}) {
      const paymentReferences = (await store.findPayment(id))?.providerReferences ?? {};
      reports = [
        {
          subject: 'refund',
          outcome: 'succeeded',
          providerReferences: name === undefined ? {} : { refund: name },
          paymentReferences,
          providerStatus: 'REFUNDED',
          ...(amount === undefined ? {} : { money: { amount, currency: 'IDR' } }),
          ...over,
        },
      ];
      serial += 1;
      const raw = { body: Buffer.from(`notification ${serial}`), headers: {}, contentType: 'text/plain' };
      await receiveNotification(domain, 'north', raw);
    },
    decide: (decision: ReviewDecision) =>
      resolvePayment(domain, {
        id: domain.idGenerator.next('rf'),
        paymentId: id,
        decision,
        note: 'seen',
        by: 'the desk',
      }),
    events: async () =>
      (await store.listEvents({ limit: 100 })).data
        .map(({ type }) => type)
        .filter((type) => type.includes('review') || type === 'payment.refunded'),
  };
}

test('a refund that no inquiry can confirm raises a review, and is booked when accepted (F1)', async (t) => {
  const { notify, payment, refunds, decide, events, store, id } = await paidThere(t);
  await notify('R1', 50_000);
  const waiting = await payment();
  assert.deepEqual([waiting?.status, waiting?.review, waiting?.refundedAmount], ['succeeded', 'refund_unverified', 0]);
  assert.deepEqual(await refunds(), []);
  assert.match((await store.historyOf(id)).at(-1)?.note ?? '', /claimed: 50000 IDR/);
  await notify('R1', 50_000);
  assert.deepEqual(await events(), ['payment.review_required']);

  await assert.rejects(decide('refund'), isDomainError('state_conflict'));
  const after = await decide('accept');
  assert.deepEqual([after.review, after.refundedAmount, after.status], [undefined, 50_000, 'succeeded']);
  const booked = (await refunds()).map(({ origin, status, amount, providerReferences }) => [
    origin,
    status,
    amount,
    providerReferences,
  ]);
  assert.deepEqual(booked, [['provider', 'succeeded', 50_000, { refund: 'R1' }]]);
  assert.deepEqual(await events(), ['payment.review_required', 'payment.refunded', 'payment.review_resolved']);
  // A repeat of the notification is about the booked refund.
  await notify('R1', 50_000);
  assert.equal((await payment())?.review, undefined);
  assert.equal((await payment())?.refundedAmount, 50_000);
});

test('a dismissed claim books nothing, and a repeat raises nothing (F1)', async (t) => {
  const { notify, payment, refunds, decide, events } = await paidThere(t);
  await notify('R1', 50_000);
  await decide('dismiss');
  await notify('R1', 50_000);
  const after = await payment();
  assert.deepEqual([after?.review, after?.refundedAmount, (await refunds()).length], [undefined, 0, 0]);
  assert.deepEqual(await events(), ['payment.review_required', 'payment.review_resolved']);
});

test('one review is open at a time: a claim waits for an earlier one, and for any other review (F1)', async (t) => {
  const { notify, payment, decide, events, store, id } = await paidThere(t);
  await store.transact((tx) => tx.updatePayment(id, { review: 'paid_late' }), 'new');
  await notify('R1', 50_000);
  await notify('R2', 30_000);
  assert.equal((await payment())?.review, 'paid_late');
  await decide('dismiss');
  for (const left of [50_000, 80_000]) {
    assert.equal((await payment())?.review, 'refund_unverified');
    assert.equal((await decide('accept')).refundedAmount, left);
  }
  assert.equal((await payment())?.review, undefined);
  assert.equal((await events()).filter((type) => type === 'payment.review_required').length, 2);
});

test('more than is left, or another currency, cannot be booked (F1)', async (t) => {
  const { notify, payment, decide } = await paidThere(t);
  await notify('R1', 150_001);
  await assert.rejects(decide('accept'), isDomainError('state_conflict'));
  await decide('dismiss');
  await notify('R2', undefined, { money: { amount: 500, currency: 'PHP' } });
  await assert.rejects(decide('accept'), isDomainError('state_conflict'));
  assert.equal((await payment())?.review, 'refund_unverified');
  await decide('dismiss');
  // Without an amount: all that is left.
  await notify(undefined);
  assert.equal((await decide('accept')).refundedAmount, 150_000);
});

test('a failed claim raises nothing, nor one that a refund of ours explains until that one has failed (F1)', async (t) => {
  const { notify, payment, domain, store, id } = await paidThere(t);
  await notify('R0', 50_000, { outcome: 'failed' });
  assert.equal((await payment())?.review, undefined);
  await store.transact(
    (tx) => tx.insertRefund(refund({ paymentId: id, providerReferences: {}, status: 'unknown' })),
    'new',
  );
  await notify('R1', 50_000);
  assert.equal((await payment())?.review, undefined);
  const failed = { subject: 'refund', outcome: 'failed', providerReferences: {}, providerStatus: 'NO' } as const;
  await applyRefundReports(domain, 'rf_1', [failed], 'command');
  assert.equal((await payment())?.review, 'refund_unverified');
});

test('a claim received before the payment is known to be paid is raised when it is', async (t) => {
  const { notify, payment, domain, store, id } = await paidThere(t);
  await store.transact((tx) => tx.updatePayment(id, { status: 'requires_action', received: [] }), 'new');
  await notify('R1', 50_000);
  assert.equal((await payment())?.review, undefined);
  const report = {
    subject: 'payment',
    outcome: 'paid',
    merchantReference: (await payment())?.merchantReference,
    providerReferences: {},
    transactionId: 'tx-1',
    money: { amount: 150_000, currency: 'IDR' },
    providerStatus: 'PAID',
  } as const;
  await commit(domain, 'new', (unitOfWork) => applyEvidence(unitOfWork, id, { source: 'inquiry', report }));
  assert.deepEqual([(await payment())?.status, (await payment())?.review], ['succeeded', 'refund_unverified']);
});
