import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { NOON } from './samples.ts';
import { KEY, storeTest, tempFolder, tempStore } from './temp-store.ts';

const notification = (
  over = {},
): { provider: string; body: Buffer; subject: string | undefined; receivedAt: number } => ({
  provider: 'bank-of-tests',
  body: Buffer.from('{}'),
  subject: 'pay_1',
  receivedAt: NOON,
  ...over,
});

storeTest('the same bytes of one provider are stored once', async (t) => {
  const store = await tempStore(t);
  const insert = (over = {}): Promise<string> =>
    store.transact((tx) => tx.insertNotification(notification(over)), 'new');
  assert.equal(await insert(), 'stored');
  assert.equal(await insert(), 'repeated');
  assert.equal(await insert({ body: Buffer.from('another') }), 'stored');
  assert.equal(await insert({ provider: 'another-bank' }), 'stored');
});

storeTest('of many equal ones that arrive together one is stored', async (t) => {
  const store = await tempStore(t);
  const taken = await Promise.all(
    Array.from({ length: 20 }, () => store.transact((tx) => tx.insertNotification(notification()), 'new')),
  );
  assert.equal(taken.filter((each) => each === 'stored').length, 1);
});

storeTest('the body is stored byte for byte', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await store.transact((tx) => tx.insertNotification(notification({ body, subject: undefined })), 'new');
  await store.close();
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  const row = file.query('SELECT * FROM notifications').rows[0];
  assert.equal(row?.['matched'], 0);
  const key = String(row['dedupe_key']);
  const opened = createCipher([KEY]).open(String(row['body']), `notices.body:bank-of-tests/${key}`);
  assert.deepEqual(Buffer.from(opened, 'latin1'), body);
});

storeTest(
  'stolen provider credentials cannot fill the disk: notifications are limited by subject and day (S2)',
  async (t) => {
    const store = await tempStore(t);
    const flood = async (count: number, over: object, size = 10): Promise<number> => {
      let stored = 0;
      for (let index = 0; index < count; index += 1) {
        const body = Buffer.from(`${JSON.stringify(over)}${index}`.padEnd(size));
        if ((await store.transact((tx) => tx.insertNotification(notification({ ...over, body })), 'new')) === 'stored')
          stored += 1;
      }
      return stored;
    };
    assert.equal(await flood(120, { subject: 'pay_1' }), 100);
    assert.equal(await flood(20, { subject: 'pay_2' }, 64 * 1024), 4);
    assert.equal(await flood(30, { subject: undefined }, 64 * 1024), 16);
    assert.equal(await flood(1, { subject: 'pay_3' }), 1, 'another thing has room of its own');
    assert.equal(
      await flood(1, { subject: 'pay_1', receivedAt: NOON + 24 * 3_600_000 }),
      1,
      'a day later there is room',
    );
    const again = notification({
      subject: 'pay_1',
      body: Buffer.from(`${JSON.stringify({ subject: 'pay_1' })}0`.padEnd(10)),
    });
    assert.equal(await store.transact((tx) => tx.insertNotification(again), 'new'), 'repeated', 'a repeat stays one');
  },
);
