import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { RenewalStep, Store } from '../../../server/payments/ports/ports.ts';
import { createCipher } from '../../../server/platform/crypto.ts';
import { event, fullCheckout, fullPayment, NOON, payout, savedMethod } from './samples.ts';
import { databaseUrl, filledStore, KEY, storeTest, tempStore } from './temp-store.ts';

const NEW = Buffer.alloc(32, 8);
const rotating = (): ReturnType<typeof createCipher> => createCipher([NEW, KEY]);

/** A database with a row in every table that is encrypted, by the old key. */
async function filled(t: TestContext): Promise<string> {
  const url = await databaseUrl(t);
  const store = await filledStore(t, { url });
  await store.transact(async (tx) => {
    await tx.insertSavedMethod(savedMethod());
    await tx.insertEvent(event());
    await tx.insertPayout(payout());
    const body = Buffer.from('{"customer":"Siti"}');
    await tx.insertNotification({ provider: 'bank-of-tests', body, subject: 'pay_1', receivedAt: NOON });
    await tx.claimIdempotencyKey({ scope: 's', key: 'k', fingerprint: 'f', resourceId: 'co_1', createdAt: NOON });
    await tx.saveIdempotentResponse('s', 'k', { status: 201, body: '{"clientToken":"secret"}' });
    await tx.appendHistory('pay_1', { at: NOON, source: 'inquiry', said: 'paid', from: 'processing', to: 'succeeded' });
  }, 'new');
  await store.close();
  return url;
}

async function renew(store: Store): Promise<readonly RenewalStep[]> {
  const steps: RenewalStep[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const step: RenewalStep = await store.renewEncryption(cursor === '' ? undefined : cursor);
    steps.push(step);
    cursor = step.nextCursor;
  }
  return steps;
}

const sumOf = (steps: readonly RenewalStep[], of: 'renewed' | 'missed' | 'unreadable'): number =>
  steps.reduce((sum, step) => sum + step[of], 0);

storeTest('after a renewal the old key is needed by nothing', async (t) => {
  const url = await filled(t);
  const store = await tempStore(t, { url, cipher: rotating() });
  const steps = await renew(store);
  assert.deepEqual(
    steps.filter(({ renewed }) => renewed === 0).map(({ table }) => table),
    ['key_canary'],
    'only that is renewed at the start',
  );
  assert.deepEqual([sumOf(steps, 'missed'), sumOf(steps, 'unreadable')], [0, 0]);
  assert.equal(sumOf(await renew(store), 'renewed'), 0, 'once');
  await store.close();

  const later = await tempStore(t, { url, cipher: createCipher([NEW]) });
  assert.deepEqual(await later.findCheckout('co_1'), fullCheckout());
  assert.deepEqual((await later.findPayment('pay_1'))?.fields, fullPayment().fields);
  assert.deepEqual((await later.findPayment('pay_1'))?.instruction, fullPayment().instruction);
  assert.equal((await later.findPayout('po_1'))?.accountNumber, payout().accountNumber);
  assert.equal((await later.findEvent('evt_1'))?.body, event().body);
  assert.deepEqual(await later.savedMethodsByToken(savedMethod().provider, savedMethod().token), [savedMethod()]);
  assert.deepEqual(await later.savedMethodsOf(savedMethod().customerReference), [savedMethod()]);
  assert.equal((await later.findIdempotencyRecord('s', 'k'))?.body, '{"clientToken":"secret"}');
  const [listed] = (await later.listNotifications({}, { limit: 1 })).data;
  const notification = await later.findNotification(listed?.id ?? '');
  assert.equal(notification?.content?.body.toString(), '{"customer":"Siti"}');
  assert.equal(sumOf(await renew(later), 'unreadable'), 0);
});

storeTest('without the old key what it encrypted is counted and left as it is', async (t) => {
  const url = await filled(t);
  const between = await tempStore(t, { url, cipher: rotating() });
  await between.close();
  const store = await tempStore(t, { url, cipher: createCipher([NEW]) });
  const steps = await renew(store);
  assert.equal(sumOf(steps, 'renewed'), 0);
  assert.ok(sumOf(steps, 'unreadable') >= 7);
  await store.close();
  const again = await tempStore(t, { url, cipher: rotating() });
  assert.deepEqual(await again.findCheckout('co_1'), fullCheckout());
});

storeTest('a cursor that is none is refused', async (t) => {
  const store = await tempStore(t);
  for (const cursor of ['x', Buffer.from('[99]').toString('base64url'), Buffer.from('[1,2,3]').toString('base64url')])
    await assert.rejects(store.renewEncryption(cursor), { name: 'UnknownCursor' });
});
