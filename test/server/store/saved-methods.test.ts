import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createCipher } from '../../../server/platform/crypto.ts';
import { barePayment, NOON, savedMethod } from './samples.ts';
import { filledStore, KEY, storeTest, tempFolder, tempStore } from './temp-store.ts';

const { masked: _, expiresAt: __, ...bareMethod } = savedMethod({ id: 'tok_2', token: 'pt-2', status: 'pending' });

storeTest('what was written is read, found by id and by token', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertSavedMethod(savedMethod());
    await tx.insertSavedMethod(bareMethod);
  }, 'new');
  assert.deepEqual(await store.findSavedMethod('tok_1'), savedMethod());
  assert.deepEqual(await store.findSavedMethod('tok_2'), bareMethod);
  assert.deepEqual(await store.savedMethodsByToken('bank-of-tests', savedMethod().token), [savedMethod()]);
  assert.deepEqual(await store.savedMethodsByToken('another-bank', savedMethod().token), []);
  assert.deepEqual(await store.savedMethodsByToken('bank-of-tests', 'pt-9'), []);
  assert.equal(await store.findSavedMethod('tok_9'), undefined);
});

storeTest('an update changes what it names, and clears what it names as undefined', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertSavedMethod(savedMethod()), 'new');
  await store.transact(
    (tx) => tx.updateSavedMethod('tok_1', { masked: '•••• 1111', label: 'Card', updatedAt: NOON + 1 }),
    'new',
  );
  const changed = savedMethod({ masked: '•••• 1111', label: 'Card', updatedAt: NOON + 1 });
  assert.deepEqual(await store.findSavedMethod('tok_1'), changed);
  await store.transact(
    (tx) => tx.updateSavedMethod('tok_1', { masked: undefined, expiresAt: undefined, status: 'removed' }),
    'new',
  );
  const { masked: _masked, expiresAt: _expiresAt, ...rest } = changed;
  assert.deepEqual(await store.findSavedMethod('tok_1'), { ...rest, status: 'removed' });
  await assert.rejects(
    store.transact((tx) => tx.updateSavedMethod('tok_9', { status: 'active' }), 'new'),
    /no saved_methods row tok_9/,
  );
});

storeTest('a customer has their active methods, the last used first', async (t) => {
  const store = await filledStore(t);
  const method = (at: number, over = {}): ReturnType<typeof savedMethod> =>
    savedMethod({ id: `tok_${at}`, token: `pt-${at}`, createdAt: NOON + at, ...over });
  await store.transact(async (tx) => {
    await tx.updatePayment('pay_1', { savedMethodId: undefined });
    for (const at of [1, 2, 3]) await tx.insertSavedMethod(method(at));
    await tx.insertSavedMethod(method(4, { status: 'removed' }));
    await tx.insertSavedMethod(method(5, { status: 'pending' }));
    await tx.insertSavedMethod(method(6, { customerReference: 'somebody else' }));
  }, 'new');
  const listed = async (): Promise<string[]> => (await store.savedMethodsOf('cust-canary')).map(({ id }) => id);
  assert.deepEqual(await listed(), ['tok_3', 'tok_2', 'tok_1'], 'unused ones by their making');
  await store.transact(
    (tx) =>
      tx.insertPayment(
        barePayment({ id: 'pay_3', merchantReference: 'REF3', savedMethodId: 'tok_2', createdAt: NOON + 100 }),
      ),
    'new',
  );
  await store.transact(
    (tx) =>
      tx.insertPayment(
        barePayment({ id: 'pay_4', merchantReference: 'REF4', savedMethodId: 'tok_1', createdAt: NOON + 200 }),
      ),
    'new',
  );
  assert.deepEqual(await listed(), ['tok_1', 'tok_2', 'tok_3']);
  assert.deepEqual(await store.savedMethodsOf('nobody'), []);
});

storeTest('after a key was rotated, old methods are found by token and by customer, beside new ones', async (t) => {
  const folder = tempFolder(t);
  const before = await filledStore(t, { folder });
  await before.transact((tx) => tx.insertSavedMethod(savedMethod()), 'new');
  await before.close();

  const after = await tempStore(t, { folder, cipher: createCipher([randomBytes(32), KEY]) });
  await after.transact((tx) => tx.insertSavedMethod(savedMethod({ id: 'tok_2', token: 'pt-2' })), 'new');
  assert.equal((await after.savedMethodsByToken('bank-of-tests', savedMethod().token))[0]?.id, 'tok_1');
  assert.equal((await after.savedMethodsByToken('bank-of-tests', 'pt-2'))[0]?.id, 'tok_2');
  assert.deepEqual((await after.savedMethodsOf('cust-canary')).map(({ id }) => id).sort(), ['tok_1', 'tok_2']);
});
