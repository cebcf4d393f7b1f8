import assert from 'node:assert/strict';
import { chargeSavedMethod } from '../../server/payments/saved-method/charge-saved-method.ts';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import { keepSavedToken } from '../../server/payments/payment/keep-saved-token.ts';
import { removeSavedMethod } from '../../server/payments/saved-method/remove-saved-method.ts';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import type { Harness } from '../support/harness.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import type { Subject } from '../support/subjects.ts';
import { DAY, MINUTE } from '../support/durations.ts';

async function payAndSave(harness: Harness, subject: Subject): Promise<string> {
  const checkout = await harness.openCheckout({ savePayment: 'offer' });
  const payment = await harness.pay(checkout, { ...subject.savable, save: true });
  await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  const { status, savedMethodId } = await harness.payment(payment.id);
  assert.equal(status, 'succeeded');
  assert.ok(savedMethodId, 'the payment has the id of its saved method');
  return savedMethodId;
}

scenario.needing(
  'savable',
  'pay and save: saved with consent, reported once, offered to this customer only',
  async (harness, subject) => {
    const id = await payAndSave(harness, subject);
    const [method, ...more] = await harness.domain.store.savedMethodsOf('cust-1');
    assert.equal(method?.id, id);
    assert.deepEqual(more, []);
    assert.deepEqual(await harness.domain.store.savedMethodsOf('cust-2'), []);
    assert.equal((await harness.eventTypes('saved_method.activated')).length, 1);
  },
);

scenario.needing('savable', 'without consent nothing is saved', async (harness, subject) => {
  const payment = await harness.pay(await harness.openCheckout({ savePayment: 'offer' }), { ...subject.savable });
  await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  assert.deepEqual(await harness.domain.store.savedMethodsOf('cust-1'), []);
});

scenario.needing(
  'savable',
  'a saved method pays the next order of its owner, and of nobody else',
  async (harness, subject) => {
    const savedMethod = await payAndSave(harness, subject);
    const stranger = await harness.openCheckout({ customer: { reference: 'cust-2', name: 'Budi' } });
    await assert.rejects(
      () => harness.pay(stranger, { savedMethod }),
      (error: unknown) => error instanceof DomainError && error.facts.errors?.[0]?.path === 'savedMethod',
    );
    const again = await harness.pay(await harness.openCheckout(), { savedMethod });
    await harness.advance(10_000);
    assert.equal((await harness.payment(again.id)).status, 'succeeded');
  },
);

scenario.needing(
  'savable',
  'a charge times out after the provider processed it: unknown, then found, and charged once',
  async (harness, subject) => {
    const savedMethod = await payAndSave(harness, subject);
    const charges = (): number => harness.countMovements('charge');
    const before = charges();
    harness.simulator.fail({ operation: subject.charging ?? 'create', kind: 'timeout_after_commit' });
    const paymentId = harness.domain.idGenerator.next('pay');
    const order = { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod } as const;
    const first = await chargeSavedMethod(harness.domain, { paymentId, order });
    assert.equal(first.status, 'unknown');
    assert.equal((await chargeSavedMethod(harness.domain, { paymentId, order })).id, first.id);
    await harness.advance(60_000);
    assert.equal((await harness.payment(paymentId)).status, 'succeeded');
    assert.equal(charges(), before + 1);
  },
);

scenario.needing('savable', 'a removed method can no longer be used', async (harness, subject) => {
  const savedMethod = await payAndSave(harness, subject);
  await removeSavedMethod(harness.domain, savedMethod);
  assert.deepEqual(await harness.domain.store.savedMethodsOf('cust-1'), []);
  const checkout = await harness.openCheckout();
  await assert.rejects(() => harness.pay(checkout, { savedMethod }), DomainError);
  // Deleted at the provider too, where the provider supports it.
  const removed = harness.simulator.ledger().some(({ kind }) => kind === 'token_removed');
  assert.equal(removed, harness.domain.providerRouter.gateway(subject.id).removeSavedMethod !== undefined);
});

scenario.needing(
  'savable',
  'a pending charge fails later: its reference can be used for the next charge (D17)',
  async (harness, subject) => {
    const savedMethod = await payAndSave(harness, subject);
    harness.simulator.fail({ operation: subject.charging ?? 'create', kind: 'pending' });
    const order = { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod } as const;
    const charge = await chargeSavedMethod(harness.domain, {
      paymentId: harness.domain.idGenerator.next('pay'),
      order,
    });
    assert.notEqual(charge.status, 'failed');
    await assert.rejects(
      () => chargeSavedMethod(harness.domain, { paymentId: harness.domain.idGenerator.next('pay'), order }),
      isDomainError('conflict'),
    );
    await harness.perform(charge, 'fail');
    await harness.advance(10 * MINUTE);
    assert.equal((await harness.payment(charge.id)).status, 'failed');
    assert.equal((await harness.domain.store.findCheckout(charge.checkoutId))?.status, 'canceled');
    const again = await chargeSavedMethod(harness.domain, { paymentId: harness.domain.idGenerator.next('pay'), order });
    await harness.advance(60_000);
    assert.equal((await harness.payment(again.id)).status, 'succeeded');
  },
);

scenario.needing(
  'savable',
  'a provider that reports the token only after hours is asked until it does (D19)',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'inquire_token', kind: '503', times: 14 });
    const checkout = await harness.openCheckout({ savePayment: 'offer' });
    const payment = await harness.pay(checkout, { ...subject.savable, save: true });
    await harness.perform(payment, 'pay');
    await harness.advance(2 * DAY);
    assert.equal((await harness.domain.store.savedMethodsOf('cust-1')).length, 1);
  },
);

scenario.needing(
  'savable',
  'the same token again: saved anew after a removal, and separately for another customer (D19)',
  async (harness, subject) => {
    const first = await payAndSave(harness, subject);
    const method = (await harness.domain.store.findSavedMethod(first)) ?? assert.fail();
    const save = async (reference: string): Promise<string> => {
      const customer = { reference, name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' };
      const checkout = await harness.openCheckout({ savePayment: 'offer', customer });
      const payment = await harness.pay(checkout, { ...subject.savable, save: true });
      const saved = await commit(harness.domain, 'new', (unitOfWork) =>
        keepSavedToken(unitOfWork, payment, method.token),
      );
      return saved.savedMethodId ?? assert.fail('no token was saved');
    };
    const ofOtherCustomer = await save('cust-2');
    assert.notEqual(ofOtherCustomer, first);
    assert.equal((await harness.domain.store.findSavedMethod(ofOtherCustomer))?.customerReference, 'cust-2');
    await commit(harness.domain, 'new', ({ tx }) => tx.updateSavedMethod(first, { status: 'removed' }));
    const again = await save('cust-1');
    assert.notEqual(again, first);
    assert.equal(await save('cust-1'), again, 'a saved token is not saved twice');
  },
);
