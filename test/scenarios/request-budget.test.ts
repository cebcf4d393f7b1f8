import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import { reconcilePayment } from '../../server/payments/reconciliation/reconcile-payment.ts';
import type { ProviderIo } from '../../server/providers/provider.ts';
import { requestBudgetOf } from '../../server/providers/xendit/request-budget.ts';
import { createXenditSimulator } from '../../server/providers/xendit/simulator.ts';
import { countingUuid } from '../support/counting-uuid.ts';
import { MINUTE, SECOND } from '../support/durations.ts';
import { openHarness, type Harness } from '../support/harness.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

const PER_MINUTE = 8;
const SECRET_KEY = 'xnd_development_stage';

/** Xendit with a smaller budget, which its simulator enforces, so that a few payments use it up. */
function limited(answers: { method: string; status: number }[]): Subject {
  const xendit = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail('no such provider');
  const callbackToken = xendit.environment['XENDIT_CALLBACK_TOKEN'] ?? '';
  const baseUrl = xendit.environment['XENDIT_BASE_URL'] ?? '';
  const budget = requestBudgetOf({ secretKey: SECRET_KEY, callbackTokens: [callbackToken], baseUrl: new URL(baseUrl) });
  return {
    ...xendit,
    requestBudget: { ...budget, perMinute: PER_MINUTE },
    simulator: ({ clock, notificationUrl, deliver }) =>
      createXenditSimulator({
        baseUrl,
        secretKey: SECRET_KEY,
        callbackToken,
        webhookUrl: notificationUrl,
        clock,
        uuid: countingUuid(),
        deliver,
        callsPerMinute: PER_MINUTE,
      }),
    connect: (io: ProviderIo) =>
      xendit.connect({
        ...io,
        fetch: async (call) => {
          const answer = await io.fetch(call);
          answers.push({ method: call.method, status: answer.status });
          return answer;
        },
      }),
  };
}

describe('more open payments than the provider allows questions about', () => {
  const answers: { method: string; status: number }[] = [];
  const payments: Payment[] = [];
  let harness: Harness;

  before(async () => {
    harness = await openHarness(limited(answers));
    // Six a minute come in, each with ten questions in its first ten minutes; six a minute are for routine questions.
    for (let count = 0; count < 60; count += 1) {
      payments.push(await harness.pay(await harness.openCheckout(), { channel: 'va_bca' }));
      if (count % 6 === 5) await harness.advance(MINUTE);
    }
  });
  after(() => harness.close());

  it('no question is refused, none is dropped, and no create fails', async () => {
    // The 60 that wait at most take ten minutes.
    await harness.advance(11 * MINUTE);
    assert.deepEqual(
      answers.filter(({ status }) => status === 429),
      [],
    );
    assert.ok(payments.every(({ status }) => status === 'requires_action'));
    const asked = await Promise.all(payments.map(async ({ id }) => (await harness.payment(id)).inquiries));
    assert.ok(Math.min(...asked) >= 1, 'routine questions are delayed, not lost');
  });

  it('a new payment is created at once, and the notified one is found paid within seconds', async () => {
    const queues = await harness.domain.store.jobQueues();
    assert.ok(
      queues.some(({ dueAt }) => dueAt <= harness.clock.now() + 65 * SECOND),
      'the budget is used up',
    );
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    assert.equal(payment.status, 'requires_action');
    await harness.perform(payment, 'pay');
    await harness.advance(5 * SECOND);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  });

  it('reconciliation leaves the budget to those who wait, and says when to go on', async () => {
    const results = await Promise.allSettled(payments.map(({ id }) => reconcilePayment(harness.domain, id)));
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
    assert.ok(refused.length >= payments.length - PER_MINUTE);
    for (const reason of refused) {
      assert.ok(reason instanceof DomainError && reason.code === 'rate_limited');
      assert.ok((reason.facts.retryAfterSeconds ?? 0) > 0 && (reason.facts.retryAfterSeconds ?? 0) <= 65);
    }
    assert.ok(answers.every(({ status }) => status !== 429));
  });
});
