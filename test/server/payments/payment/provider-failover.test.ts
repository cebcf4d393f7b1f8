import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Checkout } from '../../../../server/payments/model/model.ts';
import { cancelCheckout } from '../../../../server/payments/checkout/cancel-checkout.ts';
import { expireCheckout } from '../../../../server/payments/checkout/expire-checkout.ts';
import { submissionId } from '../../../../server/payments/core/submissions.ts';
import { recoverInterrupted } from '../../../../server/payments/payment/recover-interrupted.ts';
import { DomainError } from '../../../../server/payments/core/domain-error.ts';
import { domainJobs } from '../../../../server/payments/job-handlers.ts';
import { twoProviders } from './two-providers.ts';

const unavailable = (error: unknown): boolean => error instanceof DomainError && error.code === 'provider_unavailable';

describe('one request to pay, several sellers', () => {
  it('goes on to the next one where the first surely received nothing', async (t) => {
    const { answers, sent, pay } = await twoProviders(t);
    answers['north'] = 'unreachable';
    const payment = await pay();
    assert.equal(payment.status, 'requires_action');
    assert.equal(payment.provider, 'south');
    assert.equal((await pay()).id, payment.id);
    assert.equal(sent.length, 1);
  });

  it('does not go on where the outcome is unknown', async (t) => {
    const { answers, sent, pay } = await twoProviders(t);
    answers['north'] = 'silent';
    assert.equal((await pay()).status, 'unknown');
    assert.equal((await pay()).status, 'unknown');
    assert.equal(sent.length, 1);
  });

  it('died at any write: asked again it goes on from there, and sends nothing twice', async (t) => {
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

  it('all unreachable, and died before that was said: said when asked again', async (t) => {
    const { answers, sent, pay, payAndDie } = await twoProviders(t);
    answers['north'] = answers['south'] = 'unreachable';
    assert.equal(await payAndDie(99), false);
    await assert.rejects(() => pay(), unavailable);
    assert.deepEqual(sent, []);
  });

  it('canceled while it goes on to the next one: the cancellation closes what that one opened', async (t) => {
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

  it('over while the first was being asked: nobody else is', async (t) => {
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

  it('an outcome that could not be written down is looked after without a restart', async (t) => {
    const { pay, payAndDie, store, domain, clock, id } = await twoProviders(t);
    assert.equal(await payAndDie(2), true);
    assert.equal((await store.findPayment(id))?.status, 'creating');
    const due = (await store.nextJobAt()) ?? 0;
    clock.set(due);
    for (const job of await store.claimJobs(due, 10, 1))
      if (job.kind === 'inquire') await domainJobs(domain).inquire(job);
    assert.equal((await store.findPayment(id))?.status, 'unknown');
    assert.equal((await pay()).id, id);
  });
});

describe('the ids of attempts', () => {
  it('follow from the reserved one, each behind the one before it', () => {
    const reserved = 'pay_01JQRSTVWXYZ0123456789ABYZ';
    const [first = '', ...more] = [0, 1, 2, 33].map((retryCount) => submissionId(reserved, retryCount));
    assert.equal(first, reserved);
    assert.deepEqual(more, [
      'pay_01JQRSTVWXYZ0123456789ABZ0',
      'pay_01JQRSTVWXYZ0123456789ABZ1',
      'pay_01JQRSTVWXYZ0123456789AC00',
    ]);
    assert.deepEqual([first, ...more].toSorted(), [first, ...more]);
  });
});
