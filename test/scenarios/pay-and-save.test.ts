import assert from 'node:assert/strict';
import { chargeSavedMethod } from '../../server/payments/saved-method/charge-saved-method.ts';
import { DomainError } from '../../server/payments/core/domain-error.ts';
import { keepToken, removeSavedMethod } from '../../server/payments/saved-method/saved-methods.ts';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import type { Bench } from '../support/bench.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';
import type { Subject } from '../support/subjects.ts';

async function payAndSave(bench: Bench, subject: Subject): Promise<string> {
  const checkout = await bench.checkout({ savePayment: 'offer' });
  const payment = await bench.pay(checkout, { ...subject.savable, save: true });
  await bench.perform(payment, 'pay');
  await bench.advance(60_000);
  const { status, savedMethodId } = await bench.payment(payment.id);
  assert.equal(status, 'succeeded');
  assert.ok(savedMethodId, 'the payment names what it saved');
  return savedMethodId;
}

scenario.needing(
  'savable',
  'pay and save: kept with consent, told once, offered to this customer only',
  async (bench, subject) => {
    const id = await payAndSave(bench, subject);
    const [method, ...more] = await bench.domain.store.savedMethodsOf('cust-1');
    assert.equal(method?.id, id);
    assert.deepEqual(more, []);
    assert.deepEqual(await bench.domain.store.savedMethodsOf('cust-2'), []);
    assert.equal((await bench.events()).filter(({ type }) => type === 'saved_method.activated').length, 1);
  },
);

scenario.needing('savable', 'without consent nothing is saved', async (bench, subject) => {
  const payment = await bench.pay(await bench.checkout({ savePayment: 'offer' }), { ...subject.savable });
  await bench.perform(payment, 'pay');
  await bench.advance(60_000);
  assert.deepEqual(await bench.domain.store.savedMethodsOf('cust-1'), []);
});

scenario.needing(
  'savable',
  'paying again with the saved method, and by another customer: only its owner can',
  async (bench, subject) => {
    const savedMethod = await payAndSave(bench, subject);
    const stranger = await bench.checkout({ customer: { reference: 'cust-2', name: 'Budi' } });
    await assert.rejects(
      () => bench.pay(stranger, { savedMethod }),
      (error: unknown) => error instanceof DomainError && error.facts.errors?.[0]?.path === 'savedMethod',
    );
    const again = await bench.pay(await bench.checkout(), { savedMethod });
    await bench.advance(10_000);
    assert.equal((await bench.payment(again.id)).status, 'succeeded');
  },
);

scenario.needing(
  'savable',
  'a charge of the saved method times out after it was taken: one charge, unknown, then found',
  async (bench, subject) => {
    const savedMethod = await payAndSave(bench, subject);
    const charges = (): number => bench.simulator.ledger().filter(({ kind }) => kind === 'charge').length;
    const before = charges();
    bench.simulator.fail({ operation: subject.charging ?? 'create', kind: 'timeout_after_commit' });
    const paymentId = bench.domain.idGenerator.next('pay');
    const order = { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod } as const;
    const first = await chargeSavedMethod(bench.domain, { paymentId, order });
    assert.equal(first.status, 'unknown');
    assert.equal((await chargeSavedMethod(bench.domain, { paymentId, order })).id, first.id);
    await bench.advance(60_000);
    assert.equal((await bench.payment(paymentId)).status, 'succeeded');
    assert.equal(charges(), before + 1);
  },
);

scenario.needing('savable', 'a removed method pays nothing any more', async (bench, subject) => {
  const savedMethod = await payAndSave(bench, subject);
  await removeSavedMethod(bench.domain, savedMethod);
  assert.deepEqual(await bench.domain.store.savedMethodsOf('cust-1'), []);
  const checkout = await bench.checkout();
  await assert.rejects(() => bench.pay(checkout, { savedMethod }), DomainError);
  // Where the provider can be told of it, it was.
  const removed = bench.simulator.ledger().some(({ kind }) => kind === 'token_removed');
  assert.equal(removed, bench.domain.providerRouter.gateway(subject.id).removeSavedMethod !== undefined);
});

scenario.needing(
  'savable',
  'a charge of the saved method fails a minute later: its reference is free for the next try (D17)',
  async (bench, subject) => {
    const savedMethod = await payAndSave(bench, subject);
    bench.simulator.fail({ operation: subject.charging ?? 'create', kind: 'pending' });
    const order = { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod } as const;
    const charge = await chargeSavedMethod(bench.domain, { paymentId: bench.domain.idGenerator.next('pay'), order });
    assert.notEqual(charge.status, 'failed');
    await assert.rejects(
      () => chargeSavedMethod(bench.domain, { paymentId: bench.domain.idGenerator.next('pay'), order }),
      refusedWith('conflict'),
    );
    await bench.perform(charge, 'fail');
    await bench.advance(10 * 60_000);
    assert.equal((await bench.payment(charge.id)).status, 'failed');
    assert.equal((await bench.domain.store.findCheckout(charge.checkoutId))?.status, 'canceled');
    const again = await chargeSavedMethod(bench.domain, { paymentId: bench.domain.idGenerator.next('pay'), order });
    await bench.advance(60_000);
    assert.equal((await bench.payment(again.id)).status, 'succeeded');
  },
);

scenario.needing(
  'savable',
  'a provider that does not tell of a token for hours is asked on, until it does (D19)',
  async (bench, subject) => {
    bench.simulator.fail({ operation: 'inquire_token', kind: '503', times: 14 });
    const checkout = await bench.checkout({ savePayment: 'offer' });
    const payment = await bench.pay(checkout, { ...subject.savable, save: true });
    await bench.perform(payment, 'pay');
    await bench.advance(2 * 86_400_000);
    assert.equal((await bench.domain.store.savedMethodsOf('cust-1')).length, 1);
  },
);

scenario.needing(
  'savable',
  'the same token again: kept anew after a removal, and for another customer as their own (D19)',
  async (bench, subject) => {
    const first = await payAndSave(bench, subject);
    const method = (await bench.domain.store.findSavedMethod(first)) ?? assert.fail();
    const keep = async (reference: string): Promise<string> => {
      const customer = { reference, name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' };
      const checkout = await bench.checkout({ savePayment: 'offer', customer });
      const payment = await bench.pay(checkout, { ...subject.savable, save: true });
      const kept = await commit(bench.domain, (unitOfWork) => keepToken(unitOfWork, payment, method.token));
      return kept.savedMethodId ?? assert.fail('nothing was kept');
    };
    const theirs = await keep('cust-2');
    assert.notEqual(theirs, first);
    assert.equal((await bench.domain.store.findSavedMethod(theirs))?.customerReference, 'cust-2');
    await commit(bench.domain, ({ tx }) => tx.updateSavedMethod(first, { status: 'removed' }));
    const again = await keep('cust-1');
    assert.notEqual(again, first);
    assert.equal(await keep('cust-1'), again, 'what is kept is not kept twice');
  },
);
