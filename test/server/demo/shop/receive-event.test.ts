import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { openOrderStore, type OrderStore } from '../../../../server/demo/shop/order-store.ts';
import { receiveEvent, type EventDelivery } from '../../../../server/demo/shop/receive-event.ts';
import { anEvent, anOrder } from './an-order.ts';
import { quickTmpdir } from '../../../support/quick-tmpdir.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

function delivery(id: string, event: object, secret = SECRET, at = 1_000): EventDelivery {
  const body = JSON.stringify(event);
  return {
    body: Buffer.from(body),
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
    },
  };
}

async function withStore(work: (store: OrderStore, path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-shop-'));
  const path = join(folder, 'shop.ndjson');
  try {
    const store = await openOrderStore(path);
    await store.save({ order: anOrder() });
    await work(store, path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a signed event is stored with what it changes, and survives a restart', () =>
  withStore(async (store, path) => {
    assert.equal(await receiveEvent(delivery('evt_1', anEvent('checkout.paid', 1)), SECRET, store, 1_000), 'stored');
    const reopened = await openOrderStore(path);
    assert.equal(reopened.findOrder('order1')?.status, 'paid');
    assert.deepEqual(
      reopened.eventsOf('order1').map(({ id, type, deliveries }) => [id, type, deliveries]),
      [['evt_1', 'checkout.paid', 1]],
    );
  }));

test('a repeat is recognised by its id and counted', () =>
  withStore(async (store) => {
    const paid = delivery('evt_1', anEvent('checkout.paid', 1));
    await receiveEvent(paid, SECRET, store, 1_000);
    assert.equal(await receiveEvent(paid, SECRET, store, 2_000), 'repeated');
    assert.equal(store.findOrder('order1')?.paidAt, 1_000);
    assert.equal(store.findEvent('evt_1')?.deliveries, 2);
  }));

test('an event that is not verified changes nothing', () =>
  withStore(async (store) => {
    const genuine = delivery('evt_1', anEvent('checkout.paid', 1));
    const forged: readonly EventDelivery[] = [
      delivery('evt_1', anEvent('checkout.paid', 1), OTHER_SECRET),
      { ...genuine, body: Buffer.from(genuine.body.toString().replace('150000', '150001')) },
      { ...genuine, headers: { ...genuine.headers, 'webhook-id': 'evt_2' } },
      { ...genuine, headers: {} },
      delivery('evt_1', anEvent('checkout.paid', 1), SECRET, 1_000 + 301_000),
      { ...genuine, headers: { ...genuine.headers, 'webhook-timestamp': 'now' } },
      delivery('evt_1', { type: 'checkout.paid' }),
    ];
    for (const each of forged) assert.equal(await receiveEvent(each, SECRET, store, 1_000), 'refused');
    assert.deepEqual(store.findOrder('order1'), anOrder());
    assert.equal(store.findEvent('evt_1'), undefined);
  }));

test('the time of a signature is checked against the shop’s own clock', () =>
  withStore(async (store) => {
    const at = Date.UTC(2030, 0, 1);
    const paid = delivery('evt_1', anEvent('checkout.paid', 1), SECRET, at);
    assert.equal(await receiveEvent(paid, SECRET, store, at + 301_000), 'refused');
    assert.equal(await receiveEvent(paid, SECRET, store, at + 299_000), 'stored');
  }));

test('while a secret is rotated, one of several signatures is enough', () =>
  withStore(async (store) => {
    const { body, headers } = delivery('evt_1', anEvent('checkout.paid', 1));
    const other = delivery('evt_1', anEvent('checkout.paid', 1), OTHER_SECRET).headers['webhook-signature'];
    const both = { ...headers, 'webhook-signature': `${other} ${headers['webhook-signature']}` };
    assert.equal(await receiveEvent({ body, headers: both }, SECRET, store, 1_000), 'stored');
  }));

test('an event of an order that the shop does not have is kept all the same', () =>
  withStore(async (store) => {
    const checkout = { id: 'co_9', reference: 'SN-9', status: 'paid', amount: 1, currency: 'IDR' };
    const outcome = await receiveEvent(delivery('evt_9', anEvent('checkout.paid', 1, { checkout })), SECRET, store, 1);
    assert.equal(outcome, 'stored');
    assert.equal(store.findEvent('evt_9')?.orderId, undefined);
  }));
