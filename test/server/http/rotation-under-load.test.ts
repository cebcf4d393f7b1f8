import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openDatabaseFile } from '../../../server/store/database-file.ts';
import {
  configOf,
  goodEnvironment,
  newReference,
  ORIGIN,
  openServer,
  type Reply,
  type TestServer,
} from './a-server.ts';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

const KEYS = [7, 8, 9].map((byte) => Buffer.alloc(32, byte));
const [FIRST, SECOND, THIRD] = KEYS.map((key) => key.toString('base64'));

/** In turn, the newest first: each is put in front of the ones before it. */
const ROTATIONS = [`${SECOND},${FIRST}`, `${THIRD},${SECOND},${FIRST}`];
const WORKERS = 6;
const ORDERS_OF_A_WORKER = 15;

interface Order {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly key: string;
  readonly body: object;
  readonly answer: Reply;
}

describe('encryption keys are rotated while orders are created', () => {
  let server: TestServer;
  const orders: Order[] = [];
  const failures: string[] = [];
  let folder: string;
  let path: string;
  before(async () => {
    folder = mkdtempSync(join(quickTmpdir(), 'kasir-rotation-'));
    path = join(folder, 'kasir.db');
    server = await openServer({ environment: { DATABASE_URL: `file:${path}` } });
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = (body: object, key: string): Promise<Reply> => server.api('/v1/checkouts', body, { key });

  async function order(): Promise<void> {
    const reference = newReference();
    const name = `Siti of ${reference}`;
    const body = {
      reference,
      amount: 150_000,
      currency: 'IDR',
      returnUrl: `${ORIGIN}/done`,
      customer: { reference: `cust-${reference}`, name, phone: '081210002000' },
    };
    const key = `key-${reference}`;
    const answer = await create(body, key);
    if (answer.status !== 201) failures.push(answer.text);
    else
      orders.push({
        id: String(answer.json['id']),
        token: String(answer.json['clientToken']),
        name,
        key,
        body,
        answer,
      });
  }

  it('and none of them fails', async () => {
    const total = WORKERS * ORDERS_OF_A_WORKER;
    const rotateAt = ROTATIONS.map((_, index) => Math.round((total * (index + 1)) / (ROTATIONS.length + 1)));
    let done = 0;
    const work = async (): Promise<void> => {
      for (let made = 0; made < ORDERS_OF_A_WORKER; made += 1) {
        await order();
        done += 1;
        const next = ROTATIONS[rotateAt.indexOf(done)];
        if (next !== undefined) server.composed.reload(configOf({ ...goodEnvironment(), KASIR_ENCRYPTION_KEYS: next }));
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    assert.deepEqual(failures, []);
    assert.equal(orders.length, total);
  });

  it('and each has its customer, whichever key encrypted it', async () => {
    for (const { id, name } of orders) {
      const { json } = await server.api(`/v1/checkouts/${id}`);
      assert.equal(json['customer']?.['name'], name);
      assert.equal(json['unreadable'], undefined);
    }
  });

  it('and each key has encrypted some', () => {
    const file = openDatabaseFile(path, { readOnly: true });
    const sealed = file.query('SELECT customer FROM checkouts').rows.map((row) => String(row['customer']));
    file.close();
    assert.equal(sealed.length, orders.length);
    const keyOf = (text: string): string | undefined => text.split('.')[1];
    assert.deepEqual(
      new Set(sealed.map(keyOf)),
      new Set(KEYS.map((key) => keyOf(createCipher([key]).seal('text', 'place')))),
    );
  });

  it('and a repeated request gets its first answer, whichever key made its fingerprint', async () => {
    for (const { key, body, answer } of [orders[0], orders.at(-1)].filter((one) => one !== undefined)) {
      const again = await create(body, key);
      assert.deepEqual([again.status, again.text], [201, answer.text]);
      assert.equal(again.headers['idempotency-replayed'], 'true');
      const other = await create({ ...body, amount: 1 }, key);
      assert.equal(other.json['code'], 'idempotency_mismatch');
    }
  });
});
