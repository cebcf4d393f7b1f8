import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import { openCrashableServer } from '../support/crashable-server.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { paidCheckout, read } from '../support/use-cases/steps.ts';

/*
 * The provider rejects a request for now, and the client repeats it under the same idempotency key: the provider is asked
 * about the first try, and a second one is sent only if the first certainly had no effect.
 */

/** The provider's code for "another refund is in progress"; a provider without one uses its usual rejection. */
const NOT_NOW: Readonly<Record<string, string>> = { xendit: 'REFUND_IN_PROGRESS' };

scenario.needing(
  'refundable',
  'a refund rejected for now succeeds when repeated under the same key, once (F2)',
  async (harness, { id: provider, refundable }) => {
    const payment = await harness.pay(await harness.openCheckout(), refundable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    const id = harness.domain.idGenerator.next('rf');
    const refund = () => harness.refund(payment, undefined, id);
    harness.simulator.fail({ operation: 'refund', kind: 'error', code: NOT_NOW[provider] });
    await assert.rejects(refund, isDomainError('provider_rejected'));
    assert.equal((await harness.payment(payment.id)).refundedAmount, 0);

    // The inquiry is not delivered: nothing is sent.
    harness.simulator.fail({ operation: 'inquire', kind: 'refuse' });
    harness.simulator.fail({ operation: 'inquire_refund', kind: 'refuse' });
    const unanswered = await refund();
    assert.equal(unanswered.status, 'unknown');
    assert.equal(harness.countMovements('refund'), 0);

    const done = await refund();
    assert.notEqual(done.id, id);
    assert.ok(done.status === 'succeeded' || done.status === 'processing', done.status);
    assert.equal((await refund()).id, done.id);
    await harness.advance(60_000);
    assert.equal(harness.countMovements('refund'), 1);
    assert.equal((await harness.payment(payment.id)).refundedAmount, payment.amount);
  },
);

scenario(
  'a rejected payment repeated under the same key is created at most once (F2)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    const id = harness.domain.idGenerator.next('pay');
    harness.simulator.fail({ operation: 'create', kind: 'error' });
    const pay = () => harness.pay(checkout, samples.virtual_account, id);
    const rejected = await pay().catch((error: unknown) => error);
    assert.ok(rejected instanceof DomainError);
    const again = await pay().catch((error: unknown) => error);
    // Rejected for good, or of unknown outcome, or not found at the provider and created now.
    if (again instanceof DomainError) assert.deepEqual(again.facts, rejected.facts);
    else assert.ok(again !== null && typeof again === 'object' && 'status' in again);
    assert.ok(harness.countMovements('create') <= 1);
  },
);

scenario(
  'no provider reachable: every repetition under the same key tries all providers again (F2)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    const id = harness.domain.idGenerator.next('pay');
    const pay = () => harness.pay(checkout, samples.virtual_account, id);
    for (let round = 0; round < 3; round += 1) {
      harness.simulator.fail({ operation: 'create', kind: 'refuse' });
      await assert.rejects(pay, isDomainError('provider_unavailable'));
    }
    assert.equal((await pay()).status, 'requires_action');
    assert.equal(harness.countMovements('create'), 1);
  },
);

scenario('a rejected payout is never sent again under its key (F2)', async (harness, { provider }) => {
  if (provider.payouts === undefined) return;
  const id = harness.domain.idGenerator.next('po');
  harness.simulator.fail({ operation: 'payout', kind: 'error' });
  const rejected = await harness.createPayout({}, id).catch((error: unknown) => error);
  assert.ok(rejected instanceof DomainError && rejected.code === 'provider_rejected');
  const again = await harness.createPayout({}, id).catch((error: unknown) => error);
  if (again instanceof DomainError) assert.deepEqual(again.facts, rejected.facts);
  else assert.equal(Reflect.get(Object(again), 'status'), 'unknown');
  assert.equal(harness.countMovements('payout'), 0);
});

for (const subject of SUBJECTS.filter(({ refundable }) => refundable !== undefined))
  it(`${subject.id}: an answer of unknown to a repetition is not kept under its key: the next one refunds (F2, F3)`, async (t) => {
    const server = await openCrashableServer(subject);
    t.after(() => server.close());
    const { paymentId } = await paidCheckout(server, subject.refundable);
    const refund = () => server.post(`/v1/payments/${paymentId}/refunds`, {}, { key: 'k' });
    server.simulator.fail({ operation: 'refund', kind: 'error', code: NOT_NOW[subject.id] });
    assert.equal((await refund()).status, 402);
    for (const operation of ['inquire', 'inquire_refund'] as const)
      server.simulator.fail({ operation, kind: 'refuse' });
    assert.equal(read(await refund())['status'], 'unknown');
    const { status } = read(await refund());
    assert.ok(status === 'succeeded' || status === 'processing', status);
    assert.equal(server.simulator.ledger().filter(({ kind }) => kind === 'refund').length, 1);
  });
