import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverOf } from '../../../server/cli/call-server.ts';
import { API_KEY, openServer } from '../http/a-server.ts';
import { runKasir } from './run-kasir.ts';

test('events redeliver: the running server delivers again, while it has its storage', async (t) => {
  const server = await openServer({
    environment: {
      KASIR_WEBHOOK_URL: 'https://shop.example/hooks',
      KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    },
  });
  t.after(() => server.close());
  const { id } = await server.checkout();
  await server.api(`/v1/checkouts/${id}/cancel`, {});
  const { store } = server.composed.domain;
  const event = (await store.listEvents({ limit: 1 })).data[0] ?? assert.fail();
  await store.transact((tx) => tx.updateEvent(event.id, { deliveryAttempts: 10, deliveryExhausted: true }), 'new');

  const reached = { KASIR_URL: server.url, KASIR_API_KEYS: `${API_KEY},another-api-key-of-the-shop` };
  assert.deepEqual(await runKasir(['events', 'redeliver', event.id], reached), {
    code: 0,
    out: `${event.id} (checkout.canceled) is queued for redelivery\n`,
    err: '',
  });
  const again = await store.findEvent(event.id);
  assert.equal(again?.deliveryExhausted, false);
  assert.equal(again?.deliveryAttempts, 0);

  const unknown = await runKasir(['events', 'redeliver', 'evt_x'], reached);
  assert.equal(unknown.code, 1);
  assert.match(unknown.err, /^kasir events redeliver: No such event\. \(request /);
});

test('a command that cannot reach its server says what to check', async () => {
  const KASIR_API_KEYS = API_KEY;
  const failure = (environment: Record<string, string>) => async () =>
    serverOf(
      { KASIR_DEMO_DATA: '/nowhere', ...environment },
      {
        readFile: () => ({ text: API_KEY, worldReadable: true }),
        fetch: (url) =>
          url === 'http://127.0.0.1:4000/v1/events'
            ? Promise.reject(new TypeError('fetch failed'))
            : Promise.resolve(new Response('<html>', { status: 200 })),
      },
    )('GET', '/v1/events');
  await assert.rejects(failure({ KASIR_API_KEYS }), /no answer from http:\/\/127\.0\.0\.1:4000: is the server running/);
  await assert.rejects(failure({}), /KASIR_API_KEYS is required/);
  await assert.rejects(failure({ KASIR_API_KEYS_FILE: '/tmp/key' }), /world-readable/);
  await assert.rejects(failure({ KASIR_API_KEYS, PORT: '81' }), /http:\/\/127\.0\.0\.1:81 answered 200 without/);
  for (const KASIR_URL of ['http://pay.shop.example', 'ftp://pay.shop.example', 'pay.shop.example'])
    await assert.rejects(failure({ KASIR_API_KEYS, KASIR_URL }), /must be an https URL/);
});

test('a command waits where the server has reached a limit, as long as it says', async () => {
  const waited: number[] = [];
  const call = serverOf(
    { KASIR_API_KEYS: API_KEY },
    {
      fetch: () =>
        Promise.resolve(
          waited.length < 2
            ? Response.json({ title: 'Too many requests' }, { status: 429, headers: { 'retry-after': '7' } })
            : Response.json({ done: true }),
        ),
      wait: (ms) => {
        waited.push(ms);
        return Promise.resolve();
      },
    },
  );
  assert.deepEqual(await call('POST', '/v1/payments/pay_1/reconcile', {}), { done: true });
  assert.deepEqual(waited, [7_000, 7_000]);
});
