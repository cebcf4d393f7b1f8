import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Checkout } from '../../../../server/payments/model/model.ts';
import { cancelCheckout } from '../../../../server/payments/checkout/cancel-checkout.ts';
import { expireCheckout } from '../../../../server/payments/checkout/expire-checkout.ts';
import { recoverInterrupted } from '../../../../server/payments/payment/recover-interrupted.ts';
import { DomainError } from '../../../../server/payments/core/domain-error.ts';
import { jobHandlers } from '../../../../server/payments/job-handlers.ts';
import { twoProviders } from './two-providers.ts';

const unavailable = (error: unknown): boolean => error instanceof DomainError && error.code === 'provider_unavailable';

describe('fail-over: one request to pay, several providers', () => {
  it('tries the next provider where the first did not receive the order', async (t) => {
    const { answers, sent, pay } = await twoProviders(t);
    answers['north'] = 'unreachable';
    const payment = await pay();
    assert.equal(payment.status, 'requires_action');
    assert.equal(payment.provider, 'south');
    assert.equal((await pay()).id, payment.id);
    assert.equal(sent.length, 1);
  });

  it('does not try the next provider where the outcome is unknown', async (t) => {
    const { answers, sent, pay } = await twoProviders(t);
    answers['north'] = 'silent';
    assert.equal((await pay()).status, 'unknown');
    assert.equal((await pay()).status, 'unknown');
    assert.equal(sent.length, 1);
  });

  it('after a crash at any write a repeat goes on from there, and sends nothing twice', async (t) => {
    let write = 1;
    for (let died = true; died; write += 1) {
      const { answers, sent, pay, payAndDie, store, domain } = await twoProviders(t);
      answers['north'] = 'unreachable';
      died = await payAndDie(write);
      await recoverInterrupted(domain);
      const again = await pay();
      assert.ok(['requires_action', 'unknown'].includes(again.status), `${again.status} after dying at write ${write}`);
      assert.equal((await pay()).id, again.id);
      assert.ok(sent.length <= 1, `sent ${sent.join(', ')} after dying at write ${write}`);
      const alive = (await store.paymentsOf(again.checkoutId)).filter(({ status }) => status !== 'failed');
      assert.deepEqual(
        alive.map(({ id }) => id),
        [again.id],
      );
    }
    assert.ok(write > 4, 'it never died');
  });

  it('after a crash with all providers unreachable a repeat answers provider_unavailable', async (t) => {
    const { answers, sent, pay, payAndDie } = await twoProviders(t);
    answers['north'] = answers['south'] = 'unreachable';
    assert.equal(await payAndDie(99), false);
    await assert.rejects(() => pay(), unavailable);
    assert.deepEqual(sent, []);
  });

  it('canceled during the fail-over: the cancellation closes the payment at the next provider', async (t) => {
    const { answers, meanwhile, sent, pay, store, domain, checkoutId } = await twoProviders(t);
    answers['north'] = 'unreachable';
    const cancellations: Promise<Checkout>[] = [];
    meanwhile['north'] = () => Promise.resolve(void cancellations.push(cancelCheckout(domain, checkoutId)));
    const payment = await pay();
    const [canceled] = await Promise.all(cancellations);
    assert.equal(canceled?.status, 'canceled');
    assert.equal((await store.findPayment(payment.id))?.status, 'canceled');
    assert.equal(sent.length, 1);
  });

  it('expired during the first call: the next provider is not tried', async (t) => {
    const { answers, meanwhile, sent, pay, store, clock, domain, checkoutId } = await twoProviders(t);
    answers['north'] = 'unreachable';
    const { expiresAt } = (await store.findCheckout(checkoutId)) ?? { expiresAt: 0 };
    clock.set(expiresAt - 5_000);
    meanwhile['north'] = async () => {
      clock.set(expiresAt + 1_000);
      await expireCheckout(domain, checkoutId);
    };
    await assert.rejects(
      () => pay(),
      (error: unknown) => error instanceof DomainError && error.code === 'state_conflict',
    );
    assert.deepEqual(sent, []);
    assert.equal(await expireCheckout(domain, checkoutId), undefined);
    assert.equal((await store.findCheckout(checkoutId))?.status, 'expired');
    assert.deepEqual(
      (await store.paymentsOf(checkoutId)).map(({ status }) => status),
      ['failed'],
    );
  });

  it('an outcome that could not be written is found by an inquiry without a restart', async (t) => {
    const { pay, payAndDie, store, domain, clock, id } = await twoProviders(t);
    assert.equal(await payAndDie(2), true);
    assert.equal((await store.findPayment(id))?.status, 'creating');
    const due = (await store.nextJobAt()) ?? 0;
    clock.set(due);
    for (const job of await store.claimJobs(due, 10, 1))
      if (job.kind === 'inquire') await jobHandlers(domain).inquire(job);
    assert.equal((await store.findPayment(id))?.status, 'unknown');
    assert.equal((await pay()).id, id);
  });
});
