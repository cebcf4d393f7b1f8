import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { applyEvidence } from '../../server/payments/payment/apply-evidence.ts';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { outcomeUnknown } from '../../server/payments/payment/command-result.ts';
import { TRANSITIONS } from '../../server/payments/payment/state-machine.ts';
import { commit, type UnitOfWork } from '../../server/payments/core/unit-of-work.ts';
import type { Payment, PaymentOutcome } from '../../server/payments/model/model.ts';
import {
  OutcomeUnknown,
  type Gateway,
  type PaymentReport,
  type ProviderReport,
} from '../../server/payments/ports/ports.ts';
import { REVIEW_ACTIONS, type ReviewDecision } from '../../server/payments/review/review-actions.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import { isFinal, PAYMENT_STATUSES, REVIEWS, type PaymentStatus } from '../../shared/payment-status.ts';
import { DAY, HOUR } from '../support/durations.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/*
 * Shows that no state can only be left by waiting for ever. A provider that gives the same answer for ever, or none, is
 * asked by every job until no job is left; then each payment has ended, or waits for a person who was told once, who sees
 * it in the metrics, and whose decision ends it although the provider still does not answer.
 */

/** What the provider says for ever: an outcome, or a way not to answer. */
type Answer = PaymentOutcome | 'silent' | 'nothing';
const ANSWERS: readonly Answer[] = ['silent', 'nothing', 'unknown', 'requires_action', 'processing', 'authorized'];

function give(
  answer: Answer,
  of: (outcome: PaymentOutcome) => readonly ProviderReport[],
): Promise<readonly ProviderReport[]> {
  switch (answer) {
    case 'silent':
      return Promise.reject(new OutcomeUnknown('no answer'));
    case 'nothing':
      return Promise.resolve([]);
    default:
      return Promise.resolve(of(answer));
  }
}

/** The provider, which answers as it should until `answer` is set, and never again afterwards. */
function stubborn(subject: Subject): { readonly subject: Subject; answer: Answer | undefined } {
  const self = { subject, answer: undefined as Answer | undefined };
  const instead =
    <A extends readonly unknown[]>(
      verb: (...given: A) => Promise<readonly ProviderReport[]>,
      of: (outcome: PaymentOutcome, ...given: A) => readonly ProviderReport[],
    ) =>
    (...given: A): Promise<readonly ProviderReport[]> =>
      self.answer === undefined ? verb(...given) : give(self.answer, (outcome) => of(outcome, ...given));
  const wrapped = (gateway: Gateway): Gateway => {
    const cancel = gateway.cancel?.bind(gateway);
    return {
      ...gateway,
      inquire: instead(gateway.inquire.bind(gateway), (outcome, { merchantReference, money }) => [
        { ...reportOf(outcome, merchantReference), money },
      ]),
      // Whatever it is told, it only confirms that it has heard.
      ...(cancel === undefined
        ? {}
        : {
            cancel: instead(
              (...given: Parameters<NonNullable<Gateway['cancel']>>) => cancel(...given),
              () => [],
            ),
          }),
    };
  };
  self.subject = {
    ...subject,
    connect: (io) => {
      const connected = subject.connect(io);
      return { ...connected, gateway: wrapped(connected.gateway) };
    },
  };
  return self;
}

const reportOf = (outcome: PaymentOutcome, merchantReference: string): PaymentReport => ({
  subject: 'payment',
  outcome,
  merchantReference,
  providerReferences: {},
  providerStatus: outcome.toUpperCase(),
  ...(outcome === 'authorized' ? { transactionId: 'hold-1' } : {}),
});

const [subject] = SUBJECTS.filter(({ refundable, holdable }) => refundable !== undefined && holdable !== undefined);
if (subject === undefined) throw new Error('no provider can hold and refund');

const change = (harness: Harness, { id }: Payment, work: (unit: UnitOfWork) => Promise<unknown>): Promise<unknown> =>
  commit(harness.domain, { of: 'payment', id }, work);

/** Brings a payment that waits for the customer into another open status, as evidence would. */
const REACH: Readonly<Partial<Record<PaymentStatus, (harness: Harness, payment: Payment) => Promise<unknown>>>> = {
  requires_action: () => Promise.resolve(),
  creating: (harness, payment) =>
    change(harness, payment, ({ tx }) => tx.updatePayment(payment.id, { status: 'creating' })),
  unknown: (harness, payment) =>
    change(harness, payment, (unit) => applyEvidence(unit, payment.id, outcomeUnknown('no answer'))),
  processing: (harness, payment) => reach(harness, payment, 'processing'),
  authorized: (harness, payment) => reach(harness, payment, 'authorized'),
};
const reach = (harness: Harness, payment: Payment, outcome: PaymentOutcome): Promise<unknown> =>
  change(harness, payment, (unit) =>
    applyEvidence(unit, payment.id, { source: 'inquiry', report: reportOf(outcome, payment.merchantReference) }),
  );

/** All events, as type and payment. */
async function eventsOf(harness: Harness, payment: Payment): Promise<readonly string[]> {
  const types: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { data, nextCursor } = await harness.domain.store.listEvents({ limit: 100, cursor });
    types.push(...data.filter(({ stream }) => stream === payment.checkoutId).map(({ type }) => type));
    if (nextCursor === null) return types;
    cursor = nextCursor;
  }
}

const decide = (harness: Harness, payment: Payment, decision: ReviewDecision): Promise<Payment> =>
  resolvePayment(harness.domain, {
    id: harness.domain.idGenerator.next('rf'),
    paymentId: payment.id,
    decision,
    note: 'seen in the statement',
    by: 'an operator',
  });

const isOpen = (status: PaymentStatus): boolean => !isFinal(status);

describe('no state waits for ever', () => {
  it('the end of the inquiries leads from every open status to one that a person can end', () => {
    for (const status of PAYMENT_STATUSES.filter(isOpen)) {
      const next = TRANSITIONS[status].inquiries_ended;
      assert.equal(next === '=' ? status : next, 'unknown', status);
    }
    for (const question of [...REVIEWS, 'unknown'] as const) {
      const dismissed = REVIEW_ACTIONS[question].dismiss;
      assert.equal(dismissed.does, 'nothing', `${question} can be dismissed without the provider`);
    }
    const open = PAYMENT_STATUSES.filter(isOpen);
    assert.deepEqual(open.toSorted(), Object.keys(REACH).toSorted(), 'each open status is tried below');
  });

  for (const answer of ANSWERS) {
    it(`a provider that answers inquiries with ${answer} for ever`, async (t) => {
      const provider = stubborn(subject);
      const harness = await openHarness(provider.subject);
      t.after(() => harness.close());
      const payments: Payment[] = [];
      for (const [status, bring] of Object.entries(REACH)) {
        const expiresAt = harness.clock.now() + HOUR;
        const capture = status === 'authorized' ? 'manual' : 'automatic';
        const checkout = await harness.openCheckout({ expiresAt, capture });
        const payment = await harness.pay(
          checkout,
          capture === 'manual' ? (subject.holdable ?? {}) : { channel: 'va_bca' },
        );
        await bring(harness, payment);
        payments.push(await harness.payment(payment.id));
      }
      assert.deepEqual(
        payments.map(({ status }) => status),
        Object.keys(REACH),
      );
      provider.answer = answer;
      await harness.advance(DAY);
      // The server is down for most of a month, in which it would only have asked again.
      harness.clock.set(harness.clock.now() + 28 * DAY);
      await harness.advance(2 * DAY);

      const waiting = new Map((await harness.domain.store.unresolved()).map(({ reason, count }) => [reason, count]));
      let unknown = 0;
      for (const { id } of payments) {
        const payment = await harness.payment(id);
        const told = (await eventsOf(harness, payment)).filter((type) => type === 'payment.review_required').length;
        if (isFinal(payment.status)) {
          assert.equal(told, 0, `${payment.status} needs no person`);
        } else if (payment.status === 'authorized') {
          // The provider confirms that it holds the money: the merchant can void it as soon as it takes commands.
          assert.equal(answer, 'authorized');
        } else {
          assert.equal(payment.status, 'unknown');
          assert.equal(told, 1, 'a person is told once');
          unknown += 1;
        }
      }
      assert.equal(waiting.get('unknown') ?? 0, unknown);
      // Only what is still confirmed is asked about, daily.
      const next = (await harness.domain.store.nextJobAt()) ?? Infinity;
      if (answer === 'authorized') assert.ok(next <= harness.clock.now() + DAY);
      else assert.equal(next, Infinity, 'no job waits for this provider any more');

      provider.answer = answer === 'authorized' ? undefined : answer;
      for (const [index, { id }] of payments.entries()) {
        const payment = await harness.payment(id);
        if (payment.status === 'authorized') {
          await inquirePayment(harness.domain, id);
          await cancelPayment(harness.domain, id, { by: 'merchant' });
        } else if (payment.status === 'unknown') await decide(harness, payment, index % 2 === 0 ? 'accept' : 'dismiss');
        assert.ok(isFinal((await harness.payment(id)).status), `${payment.status} was ended by a person`);
      }
      await harness.advance(DAY);
      for (const { checkoutId } of payments)
        assert.notEqual((await harness.domain.store.findCheckout(checkoutId))?.status, 'open');
      assert.deepEqual(await harness.domain.store.unresolved(), []);
    });
  }
});
