import assert from 'node:assert/strict';
import { INSTRUCTIONS } from './instructions.ts';
import { bareCheckout, barePayment, entry, fullCheckout, fullPayment, NOON } from './samples.ts';
import { filledStore, storeTest, tempStore } from './temp-store.ts';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import type { Payment } from '../../../server/payments/model/model.ts';

storeTest('what was written is read, found by id and by reference', async (t) => {
  const store = await filledStore(t);
  for (const payment of [fullPayment(), barePayment()]) {
    assert.deepEqual(await store.findPayment(payment.id), payment);
    assert.deepEqual(await store.findPaymentByMerchantReference(payment.merchantReference), payment);
    await store.transact(async (tx) => assert.deepEqual(await tx.findPayment(payment.id), payment), 'new');
  }
  assert.equal(await store.findPayment('pay_9'), undefined);
  assert.equal(await store.findPaymentByMerchantReference('REF9'), undefined);
});

for (const instruction of INSTRUCTIONS) {
  storeTest(`an instruction ${instruction.kind} is read as it was written`, async (t) => {
    const store = await filledStore(t);
    await store.transact((tx) => tx.updatePayment('pay_2', { instruction }), 'new');
    assert.deepEqual((await store.findPayment('pay_2'))?.instruction, instruction);
  });
}

storeTest('every member that may change can be set, and cleared when it is optional', async (t) => {
  const store = await filledStore(t);
  const { id, checkoutId, provider, channel, merchantReference, amount, currency, createdAt, ...changing } =
    fullPayment({
      updatedAt: NOON + 1,
    });
  await store.transact((tx) => tx.updatePayment('pay_2', changing), 'new');
  const fixed = {
    id: 'pay_2',
    checkoutId,
    provider,
    channel: 'qris',
    merchantReference: 'REF2',
    amount,
    currency,
    createdAt,
  };
  assert.deepEqual(await store.findPayment('pay_2'), { ...changing, ...fixed });
  assert.equal(`${id} ${channel} ${merchantReference}`, 'pay_1 ewallet_ovo REF1');

  const cleared = {
    inquiredAt: undefined,
    device: undefined,
    transactionId: undefined,
    failure: undefined,
    review: undefined,
    capturedAmount: undefined,
    reversedAt: undefined,
    savedMethodId: undefined,
    saveConsentAt: undefined,
  } satisfies Partial<Payment>;
  await store.transact(
    (tx) =>
      tx.updatePayment('pay_2', { ...barePayment(), ...cleared } satisfies Parameters<typeof tx.updatePayment>[1]),
    'new',
  );
  // `updatedAt` never decreases.
  assert.deepEqual(await store.findPayment('pay_2'), { ...barePayment(), updatedAt: NOON + 2 });
});

storeTest('a patch leaves other members unchanged', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.updatePayment('pay_1', { status: 'succeeded' }), 'new');
  assert.deepEqual(await store.findPayment('pay_1'), fullPayment({ status: 'succeeded' }));
});

storeTest('a payment is found by any reference the provider ever had for it', async (t) => {
  const store = await filledStore(t);
  const find = async (name: string, value: string, provider = 'bank-of-tests'): Promise<string | undefined> =>
    (await store.findPaymentByProviderReference(provider, name, value))?.id;
  assert.equal(await find('request', 'pr-1'), 'pay_1');
  assert.equal(await find('payment', 'py-1'), 'pay_1');
  assert.equal(await find('payment', 'pr-1'), undefined);
  assert.equal(await find('request', 'pr-1', 'another-bank'), undefined);

  await store.transact(
    (tx) => tx.updatePayment('pay_1', { providerReferences: { request: 'pr-1', payment: 'py-9', session: 's-1' } }),
    'new',
  );
  assert.equal(await find('payment', 'py-9'), 'pay_1');
  assert.equal(await find('session', 's-1'), 'pay_1');
  assert.equal(await find('payment', 'py-1'), 'pay_1', 'a late notice may still use the old name');

  await store.transact((tx) => tx.updatePayment('pay_2', { providerReferences: { session: 's-1' } }), 'new');
  assert.equal(await find('session', 's-1'), 'pay_2', 'the newest where several share it');
});

storeTest('a merchant reference is unique forever', async (t) => {
  const store = await filledStore(t);
  await assert.rejects(
    store.transact(
      (tx) => tx.insertPayment(barePayment({ id: 'pay_3', merchantReference: 'REF1', status: 'failed' })),
      'new',
    ),
    ConstraintBroken,
  );
});

storeTest('a payment needs its checkout', async (t) => {
  const store = await tempStore(t);
  await assert.rejects(
    store.transact((tx) => tx.insertPayment(barePayment()), 'new'),
    ConstraintBroken,
  );
});

storeTest('an amount is an integer above zero', async (t) => {
  const store = await tempStore(t);
  for (const amount of [0, -1, 1.5]) {
    await assert.rejects(store.transact((tx) => tx.insertCheckout(fullCheckout({ amount })), 'new'));
  }
  assert.deepEqual((await store.listCheckouts({}, { limit: 10 })).data, []);
});

storeTest('the payments of a checkout, newest first', async (t) => {
  const store = await filledStore(t);
  assert.deepEqual(
    (await store.paymentsOf('co_1')).map(({ id }) => id),
    ['pay_2', 'pay_1'],
  );
  assert.deepEqual(await store.paymentsOf('co_2'), []);
});

storeTest('payments are listed newest first, by checkout and by status, page by page', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertCheckout(bareCheckout({ id: 'co_3', reference: 'order-3' }));
    for (const at of [3, 4, 5]) {
      await tx.insertPayment(
        barePayment({ id: `pay_${at}`, merchantReference: `REF${at}`, checkoutId: at === 4 ? 'co_1' : 'co_3' }),
      );
    }
  }, 'new');
  const list = async (filter: Parameters<typeof store.listPayments>[0]): Promise<string[]> =>
    (await store.listPayments(filter, { limit: 100 })).data.map(({ id }) => id);
  assert.deepEqual(await list({}), ['pay_5', 'pay_4', 'pay_3', 'pay_2', 'pay_1']);
  assert.deepEqual(await list({ checkoutId: 'co_3' }), ['pay_5', 'pay_3']);
  assert.deepEqual(await list({ status: 'requires_action' }), ['pay_1']);
  assert.deepEqual(await list({ status: 'creating', checkoutId: 'co_1' }), ['pay_4', 'pay_2']);
  const first = await store.listPayments({}, { limit: 2 });
  const second = await store.listPayments({}, { limit: 3, cursor: first.nextCursor ?? undefined });
  assert.deepEqual(
    [...first.data, ...second.data].map(({ id }) => id),
    await list({}),
  );
  assert.equal(second.nextCursor, null);
});

storeTest('the history is in the order of its entries, oldest first', async (t) => {
  const store = await filledStore(t);
  const entries = [entry(), entry({ at: NOON - 5, said: 'expired', note: undefined }), entry({ source: 'clock' })];
  await store.transact(async (tx) => {
    for (const each of entries) await tx.appendHistory('pay_1', each);
    await tx.appendHistory('pay_2', entry({ said: 'other' }));
  }, 'new');
  const { note: _, ...second } = entries[1]!;
  assert.deepEqual(await store.historyOf('pay_1'), [entries[0], second, entries[2]]);
  assert.deepEqual(await store.historyOf('pay_9'), []);
});
