import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { webhookSender, type SendWebhook } from '../../../server/jobs/webhook-sender.ts';

async function shop(
  t: TestContext,
  listener: RequestListener,
  timeoutMs = 5_000,
): Promise<{ url: string; send: SendWebhook }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = webhookSender(timeoutMs);
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await sender.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`, send: sender.send };
}

const request = (url: string): Parameters<SendWebhook>[0] => ({
  url,
  headers: { 'webhook-id': 'evt_1' },
  body: '{"a":"🙂"}',
});

test('it posts the body and the headers as they are', async (t) => {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const { url, send } = await shop(t, (incoming, response) => {
    void text(incoming).then((body) => {
      seen.push({ request: incoming, body });
      response.writeHead(204).end();
    });
  });
  assert.deepEqual(await send(request(url)), { status: 204 });
  assert.equal(seen[0]?.request.method, 'POST');
  assert.equal(seen[0]?.request.url, '/hooks');
  assert.equal(seen[0]?.request.headers['webhook-id'], 'evt_1');
  assert.equal(seen[0]?.body, '{"a":"🙂"}');
});

test('a redirect is a response like any other, and is not followed', async (t) => {
  let requests = 0;
  const { url, send } = await shop(t, (_, response) => {
    requests += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  assert.deepEqual(await send(request(url)), { status: 307 });
  assert.equal(requests, 1);
});

test('the status counts, whatever the body does', async (t) => {
  const { url, send } = await shop(
    t,
    (_, response) => {
      response.writeHead(200);
      response.write('a beginning');
    },
    200,
  );
  assert.deepEqual(await send(request(url)), { status: 200 });
});

test('an endless body is not read to its end', async (t) => {
  const { url, send } = await shop(t, (_, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) continue;
    };
    response.on('drain', more).on('error', () => undefined);
    more();
  });
  assert.deepEqual(await send(request(url)), { status: 200 });
});

test('a timeout or a refused connection is no response', async (t) => {
  const { url, send } = await shop(t, () => undefined, 100);
  await assert.rejects(send(request(url)));
  await assert.rejects(send(request('http://127.0.0.1:1/')));
});
