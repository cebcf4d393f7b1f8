import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Domain } from '../../server/payments/core/domain.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { OutcomeUnknown, Rejected, type PaymentReport } from '../../server/payments/ports/ports.ts';
import { resolvePayment } from '../../server/payments/review/resolve-payment.ts';
import type { ReviewDecision } from '../../server/payments/review/review-actions.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { HOUR } from '../support/durations.ts';

/*
 * The provider's fraud detection leaves the decision about a payment to the merchant. No simulator does this, so each case
 * stubs the gateway's reports; domain and store are real.
 */

type StubbedReport = Pick<PaymentReport, 'outcome' | 'challenged'>;

const CHALLENGED: StubbedReport = { outcome: 'processing', challenged: true };

/** What the provider reports, what a verdict does there, and the verdicts it has received. */
interface ProviderStub {
  report: StubbedReport;
  onVerdict?: () => Promise<void>;
  readonly verdicts: string[];
}

async function challenged(t: { after(work: () => Promise<void>): void }) {
  const subject = SUBJECTS[0] ?? assert.fail();
  const harness = await openHarness(subject);
  t.after(() => harness.close());
  const { id } = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  const stub: ProviderStub = { report: CHALLENGED, verdicts: [] };
  const domain = withStub(harness, stub);
  const payment = await inquirePayment(domain, id);
  assert.deepEqual([payment.status, payment.review], ['processing', 'challenge']);
  return { harness, stub, domain, payment };
}

function withStub({ domain }: Harness, stub: ProviderStub): Domain {
  const { providerRouter } = domain;
  return {
    ...domain,
    providerRouter: {
      ...providerRouter,
      gateway: (provider) => ({
        ...providerRouter.gateway(provider),
        inquire: ({ merchantReference }) => {
          const money = { amount: 150_000, currency: 'IDR' } as const;
          return Promise.resolve([
            {
              subject: 'payment',
              providerStatus: 'x',
              merchantReference,
              providerReferences: {},
              money,
              ...stub.report,
            },
          ]);
        },
        async decideChallenge(_ref, verdict) {
          stub.verdicts.push(verdict);
          await stub.onVerdict?.();
          return [];
        },
      }),
    },
  };
}

const decide = (
  domain: Domain,
  { id: paymentId }: Payment,
  decision: ReviewDecision,
  id = domain.idGenerator.next('rf'),
) => resolvePayment(domain, { id, paymentId, decision, note: 'seen', by: 'cashier' });

const eventTypes = async (harness: Harness): Promise<readonly string[]> =>
  (await harness.eventTypes()).filter((type) => !type.endsWith('requires_action'));

it('a challenge is approved: the verdict is sent, and only the provider’s report makes it paid and ends the review (D6)', async (t) => {
  const { harness, stub, domain, payment } = await challenged(t);
  stub.onVerdict = async () => void (stub.report = { outcome: 'paid' });
  const id = domain.idGenerator.next('rf');
  const after = await decide(domain, payment, 'accept', id);
  assert.deepEqual([after.status, after.review, stub.verdicts], ['succeeded', undefined, ['approve']]);
  assert.equal((await decide(domain, payment, 'accept', id)).status, 'succeeded');
  assert.equal(stub.verdicts.length, 1);
  assert.deepEqual(await eventTypes(harness), [
    'payment.review_required',
    'payment.succeeded',
    'checkout.paid',
    'payment.review_resolved',
  ]);
});

it('a challenge is approved and the provider still reports a challenge: not paid, and no second review (D6)', async (t) => {
  const { harness, stub, domain, payment } = await challenged(t);
  const after = await decide(domain, payment, 'accept');
  assert.deepEqual([after.status, after.review], ['processing', undefined]);
  assert.equal((await inquirePayment(domain, payment.id)).review, undefined);
  assert.deepEqual(await eventTypes(harness), ['payment.review_required', 'payment.review_resolved']);
  stub.report = { outcome: 'authorized' };
  assert.equal((await inquirePayment(domain, payment.id)).status, 'authorized');
});

it('an approval without effect opens the review again after an hour (D6)', async (t) => {
  const { harness, domain, payment } = await challenged(t);
  await decide(domain, payment, 'accept');
  harness.clock.set(harness.clock.now() + 2 * HOUR);
  assert.equal((await inquirePayment(domain, payment.id)).review, 'challenge');
});

it('a challenge is denied: the verdict is sent, and only the provider’s report makes it failed (D6)', async (t) => {
  const { stub, domain, payment } = await challenged(t);
  stub.onVerdict = async () => void (stub.report = { outcome: 'failed' });
  const after = await decide(domain, payment, 'refund');
  assert.deepEqual([after.status, after.review, stub.verdicts], ['failed', undefined, ['deny']]);
});

it('a challenge is dismissed: canceled without a verdict, and a later payment is flagged as paid late (D6)', async (t) => {
  const { stub, domain, payment } = await challenged(t);
  const after = await decide(domain, payment, 'dismiss');
  assert.deepEqual([after.status, after.review, stub.verdicts], ['canceled', undefined, []]);
  assert.equal((await inquirePayment(domain, payment.id)).review, undefined);
  stub.report = { outcome: 'paid' };
  const late = await inquirePayment(domain, payment.id);
  assert.deepEqual([late.status, late.review], ['canceled', 'paid_late']);
});

it('an unanswered verdict keeps the review open; one rejected because it was decided meanwhile is a conflict (D6)', async (t) => {
  const { stub, domain, payment } = await challenged(t);
  stub.onVerdict = () => Promise.reject(new OutcomeUnknown('no answer'));
  await assert.rejects(() => decide(domain, payment, 'accept'), isDomainError('provider_unavailable'));
  assert.equal((await domain.store.findPayment(payment.id))?.review, 'challenge');
  const reject = () => Promise.reject(new Rejected({ code: 'provider_error' }, 'no'));
  stub.onVerdict = reject;
  await assert.rejects(() => decide(domain, payment, 'accept'), isDomainError('provider_rejected'));
  stub.report = { outcome: 'paid' };
  await assert.rejects(() => decide(domain, payment, 'accept'), isDomainError('state_conflict'));
  assert.equal((await domain.store.findPayment(payment.id))?.status, 'succeeded');
});
