import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { WrongEncryptionKeys } from '../../../server/store/key-canary.ts';
import { event, fullCheckout, fullPayment, NOON, payout, savedMethod } from './samples.ts';
import { filledStore, tempFolder, tempStore } from './temp-store.ts';

/** Personal data, tokens, and whatever repeats them. Each stands in a sample. */
const CANARIES = [
  'cust-canary',
  'Siti Canary',
  'siti.canary@example.com',
  '+6281210002000',
  'Jalan Canary 1',
  '+6281299canary',
  'canary2000',
  'pt-canary-90392f42',
  'canary 4242',
  '00account0canary',
  'Holder Canary',
  'Purpose Canary',
  'notice-canary',
  'answer-canary',
];

test('no personal data and no token is readable in any file of the storage', async (t) => {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  await store.transact(async (tx) => {
    await tx.updatePayment('pay_1', { fields: fullPayment().fields, instruction: fullPayment().instruction });
    await tx.insertSavedMethod(savedMethod());
    await tx.updateSavedMethod('tok_1', { masked: savedMethod().masked });
    await tx.insertEvent(event());
    await tx.insertPayout(payout());
    const body = Buffer.from('{"customer":"notice-canary"}');
    await tx.insertNotification({ provider: 'bank-of-tests', body, subject: 'pay_1', receivedAt: NOON });
    await tx.claimIdempotencyKey({ scope: 's', key: 'k', fingerprint: 'f', resourceId: 'co_1', createdAt: NOON });
    await tx.saveIdempotentResponse('s', 'k', { status: 201, body: '{"clientToken":"answer-canary"}' });
  }, 'new');
  const scan = (): void => {
    const files = readdirSync(folder);
    const bytes = Buffer.concat(files.map((file) => readFileSync(join(folder, file))));
    // The search works: it finds what is not secret.
    assert.ok(bytes.includes(fullCheckout().reference), `nothing of ours in ${files.join(', ')}`);
    for (const canary of CANARIES) assert.ok(!bytes.includes(canary), `${canary} is readable`);
  };
  scan();
  await store.close();
  scan();
});

test('every canary is in the written data: the search above looks for the right words', () => {
  const written = JSON.stringify([
    fullCheckout(),
    fullPayment(),
    savedMethod(),
    event(),
    payout(),
    'notice-canary',
    'answer-canary',
  ]);
  for (const canary of CANARIES) assert.ok(written.includes(canary), canary);
});

test('with another key the store is not opened (N9)', async (t) => {
  const folder = tempFolder(t);
  await (await filledStore(t, { folder })).close();
  await assert.rejects(tempStore(t, { folder, cipher: createCipher([randomBytes(32)]) }), WrongEncryptionKeys);
});

test('a sealed column that was moved to another row cannot be opened there', async (t) => {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  file.exec(`UPDATE payments SET fields = (SELECT fields FROM payments WHERE id = 'pay_1') WHERE id = 'pay_2'`);
  const moved = await store.findPayment('pay_2');
  assert.deepEqual([moved?.fields, moved?.unreadable], [{}, true]);
  assert.deepEqual(await store.findPayment('pay_1'), fullPayment());
});
