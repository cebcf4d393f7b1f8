import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { eventBodySchema } from '../../../shared/api/event-view.ts';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import { openServer, PUBLIC_URL, type TestServer } from './a-server.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

/** A shop that keeps what it receives, and a server that sends it there. */
async function opened(t: TestContext, environment: Record<string, string> = {}) {
  const received: { id: string; body: unknown }[] = [];
  const shop = createServer((request, response) => {
    const headers = request.headers as Record<string, string>;
    void text(request).then((body) => {
      // The test's server has a clock of its own: the age is not what is checked.
      const signer = new Webhook(SECRET);
      const signature = signer.sign(
        headers['webhook-id'] ?? '',
        new Date(1_000 * Number(headers['webhook-timestamp'])),
        body,
      );
      assert.equal(headers['webhook-signature'], signature);
      received.push({ id: headers['webhook-id'] ?? '', body: JSON.parse(body) as unknown });
      response.writeHead(202).end();
    });
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const { port } = shop.address() as AddressInfo;
  const server = await openServer({
    environment: {
      KASIR_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
      KASIR_WEBHOOK_SECRET: SECRET,
      ...environment,
    },
  });
  t.after(async () => {
    await server.close();
    shop.close();
  });
  const trigger = (type: string) => server.api('/v1/events/trigger', { type });
  return { server, received, trigger };
}

const isEmpty = async ({ composed }: TestServer): Promise<boolean> =>
  (await composed.domain.store.listEvents({ limit: 1 })).data.length === 0;

test('every type can be triggered: signed, valid, stored nowhere, with ids that cannot exist', async (t) => {
  const { server, received, trigger } = await opened(t);
  for (const type of EVENT_TYPES) {
    const reply = await trigger(type);
    assert.deepEqual([reply.status, reply.json['status'], reply.json['type']], [200, 202, type], reply.text);
  }
  assert.deepEqual(
    received.map(({ body }) => eventBodySchema.parse(body).type),
    [...EVENT_TYPES],
  );
  assert.equal(new Set(received.map(({ id }) => id)).size, EVENT_TYPES.length);
  const ids = JSON.stringify(received).match(/"(?:evt|co|pay|tok|po)_\w{26}"/g) ?? [];
  assert.ok(ids.length > EVENT_TYPES.length);
  // Crockford's base 32 has no I, L and U.
  for (const id of ids) assert.match(id, /_UNREALTIAL/);
  assert.ok(await isEmpty(server));
  assert.equal((await trigger('checkout.bought')).status, 400);
});

test('with a provider in production nothing is sent', async (t) => {
  const { received, trigger } = await opened(t, { XENDIT_SECRET_KEY: 'xnd_production_abcdefghijkl' });
  const reply = await trigger('checkout.paid');
  assert.deepEqual([reply.status, reply.json['code']], [403, 'forbidden']);
  assert.deepEqual(received, []);
});

test('without an address it is refused; a shop that does not answer is told of', async (t) => {
  const server = await openServer();
  t.after(() => server.close());
  assert.equal((await server.api('/v1/events/trigger', { type: 'checkout.paid' })).status, 409);
  const { trigger } = await opened(t, { KASIR_WEBHOOK_URL: 'http://127.0.0.1:1/hook', PUBLIC_URL });
  assert.equal((await trigger('checkout.paid')).json['error'], 'ECONNREFUSED');
});
