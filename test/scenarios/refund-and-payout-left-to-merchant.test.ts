import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Payment, Refund } from '../../server/payments/model/model.ts';
import type { Gateway, ProviderReport } from '../../server/payments/ports/ports.ts';
import { resolvePayout } from '../../server/payments/payout/resolve-payout.ts';
import type { ReviewDecision } from '../../server/payments/review/review-actions.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import { DAY, HOUR, MINUTE } from '../support/durations.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import type { Sample } from '../support/stage.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/** A refund whose call got no answer, and about which the provider does not answer either. */
async function unknownRefund(harness: Harness, sample: Sample): Promise<{ payment: Payment; refund: Refund }> {
  const payment = await harness.pay(await harness.openCheckout(), sample);
  await harness.perform(payment, 'pay');
  await harness.advance(MINUTE);
  harness.simulator.fail({ operation: 'refund', kind: 'timeout_after_commit' });
  const refund = await harness.refund(payment);
  harness.simulator.silent = true;
  return { payment, refund };
}

const decide = (harness: Harness, payment: Payment, decision: ReviewDecision, id?: string): Promise<Payment> =>
  resolvePayment(harness.domain, {
    id: id ?? harness.domain.idGenerator.next('rf'),
    paymentId: payment.id,
    decision,
    note: 'seen in the statement',
    by: 'an operator',
  });

const refundOf = async (harness: Harness, { id }: Payment): Promise<Refund | undefined> =>
  (await harness.domain.store.refundsOf(id))[0];

scenario.needing(
  'refundable',
  'a refund with an unknown outcome is accepted by an operator: booked once, with its events in order (D20)',
  async (harness, { refundable }) => {
    const { payment } = await unknownRefund(harness, refundable ?? { channel: '' });
    await assert.rejects(() => decide(harness, payment, 'accept'), isDomainError('state_conflict'), 'within the hour');
    await harness.advance(2 * HOUR);
    assert.deepEqual(
      (await harness.domain.store.unresolved()).map(({ reason, count }) => [reason, count]),
      [['refund_unknown', 1]],
    );
    await assert.rejects(() => decide(harness, payment, 'refund'), isDomainError('state_conflict'));
    const id = harness.domain.idGenerator.next('rf');
    const [after] = await Promise.all([decide(harness, payment, 'accept', id), decide(harness, payment, 'accept', id)]);
    assert.deepEqual([after.status, after.refundedAmount], ['succeeded', 150_000]);
    assert.equal((await refundOf(harness, payment))?.status, 'succeeded');
    await assert.rejects(() => decide(harness, payment, 'accept'), isDomainError('state_conflict'));
    assert.deepEqual(
      await harness.eventTypes('payment.review_required', 'payment.refunded', 'payment.review_resolved'),
      ['payment.review_required', 'payment.refunded', 'payment.review_resolved'],
    );
    const entry = (await harness.history(payment.id)).find(({ said }) => said.startsWith('resolved refund'));
    assert.match(entry?.note ?? '', /seen in the statement.*an operator/);
    harness.simulator.silent = false;
    await harness.advance(DAY);
    assert.equal((await harness.payment(payment.id)).refundedAmount, 150_000);
    assert.deepEqual(await harness.domain.store.unresolved(), []);
  },
);

scenario.needing(
  'refundable',
  'a refund with an unknown outcome is dismissed by an operator, and found made later: booked after all (D20)',
  async (harness, { refundable }) => {
    const { payment } = await unknownRefund(harness, refundable ?? { channel: '' });
    await harness.advance(2 * HOUR);
    await decide(harness, payment, 'dismiss');
    assert.equal((await refundOf(harness, payment))?.status, 'failed');
    harness.simulator.silent = false;
    await harness.advance(HOUR);
    assert.equal((await refundOf(harness, payment))?.status, 'succeeded');
    assert.equal((await harness.payment(payment.id)).refundedAmount, 150_000);
  },
);

scenario.needing(
  'refundable',
  'an operator decides about a refund only what its provider does not (D20)',
  async (harness, { refundable }) => {
    const { payment } = await unknownRefund(harness, refundable ?? { channel: '' });
    await harness.advance(2 * HOUR);
    harness.simulator.silent = false;
    await assert.rejects(() => decide(harness, payment, 'dismiss'), isDomainError('state_conflict'));
    assert.equal((await refundOf(harness, payment))?.status, 'succeeded');
  },
);

/** The same subject, whose gateway gives these answers instead. */
const answering = (subject: Subject, instead: (gateway: Gateway) => Partial<Gateway>): Subject => ({
  ...subject,
  connect: (io) => {
    const { gateway, ...connected } = subject.connect(io);
    return { ...connected, gateway: { ...gateway, ...instead(gateway) } };
  },
});

for (const subject of SUBJECTS.filter(({ refundable }) => refundable !== undefined))
  it(`${subject.id}: a refund that its provider calls pending for ever is left to an operator after two months`, async (t) => {
    const pending = (merchantReference: string): ProviderReport => ({
      subject: 'refund',
      outcome: 'processing',
      merchantReference,
      providerReferences: {},
      providerStatus: 'PENDING',
    });
    const harness = await openHarness(
      answering(subject, () => ({
        refund: (_, refund) => Promise.resolve([pending(refund.merchantReference)]),
        inquireRefund: (_, refund) => Promise.resolve([pending(refund.merchantReference)]),
      })),
    );
    t.after(() => harness.close());
    const payment = await harness.pay(await harness.openCheckout(), subject.refundable ?? { channel: '' });
    await harness.perform(payment, 'pay');
    await harness.advance(MINUTE);
    assert.equal((await harness.refund(payment)).status, 'processing');
    await harness.advance(3 * DAY);
    assert.deepEqual(await harness.eventTypes('payment.review_required'), []);
    harness.clock.set(harness.clock.now() + 58 * DAY);
    await harness.advance(DAY);
    assert.equal((await refundOf(harness, payment))?.status, 'unknown');
    assert.deepEqual(await harness.eventTypes('payment.review_required'), ['payment.review_required']);
    await decide(harness, payment, 'dismiss');
    assert.equal((await refundOf(harness, payment))?.status, 'failed');
  });

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined))
  it(`${subject.id}: a payout that its provider calls pending for ever is left to an operator after a month (D20)`, async (t) => {
    const harness = await openHarness(
      answering(subject, () => ({
        inquirePayout: ({ merchantReference, money }) =>
          Promise.resolve([
            {
              subject: 'payout',
              outcome: 'processing',
              merchantReference,
              money,
              providerReferences: {},
              providerStatus: 'PENDING',
            },
          ]),
      })),
    );
    t.after(() => harness.close());
    const { id: payoutId } = await harness.createPayout();
    await harness.advance(35 * DAY);
    assert.equal((await harness.payout(payoutId)).status, 'unknown');
    assert.deepEqual(await harness.eventTypes('payout.review_required'), ['payout.review_required']);
    assert.equal(await harness.domain.store.nextJobAt(), undefined);
    const id = harness.domain.idGenerator.next('po');
    const resolution = { id, payoutId, decision: 'succeeded', note: 'in the statement', by: 'another key' } as const;
    assert.equal((await resolvePayout(harness.domain, resolution)).status, 'succeeded');
  });
