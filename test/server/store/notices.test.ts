import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { NOON } from './samples.ts';
import { KEY, tempFolder, tempStore } from './temp-store.ts';

const notice = (over = {}): { provider: string; body: Buffer; matched: boolean; receivedAt: number } => ({
  provider: 'bank-of-tests',
  body: Buffer.from('{}'),
  matched: true,
  receivedAt: NOON,
  ...over,
});

test('the same bytes of one provider are taken once, whatever they call themselves', async (t) => {
  const store = await tempStore(t);
  const insert = (over = {}): Promise<boolean> => store.transact((tx) => tx.insertNotice(notice(over)));
  assert.equal(await insert(), true);
  assert.equal(await insert(), false);
  assert.equal(await insert({ body: Buffer.from('another') }), true);
  assert.equal(await insert({ provider: 'another-bank' }), true);
});

test('of many that arrive together one is taken', async (t) => {
  const store = await tempStore(t);
  const taken = await Promise.all(Array.from({ length: 20 }, () => store.transact((tx) => tx.insertNotice(notice()))));
  assert.equal(taken.filter((each) => each).length, 1);
});

test('the body is kept byte for byte', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await store.transact((tx) => tx.insertNotice(notice({ body, matched: false })));
  await store.close();
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  const row = file.query('SELECT * FROM notices').rows[0];
  assert.equal(row?.['matched'], 0);
  const key = String(row['dedupe_key']);
  const opened = createCipher([KEY]).open(String(row['body']), `notices.body:bank-of-tests/${key}`);
  assert.deepEqual(Buffer.from(opened, 'latin1'), body);
});
