import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { EventType } from '../../../shared/event-type.ts';
import { ServerCallFailed } from '../../../server/cli/call-server.ts';
import { eventForwarder } from '../../../server/cli/forward-event.ts';
import { listen } from '../../../server/cli/listen.ts';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

const event = (number: number, type: EventType = 'checkout.expired') => ({
  type,
  timestamp: '2026-01-31T10:00:00.000Z',
  data: { sequence: number, unknownHere: true },
  id: `evt_${number}`,
  delivery: { status: 'waiting' as const, attempts: 0 },
});

const silent = (): void => undefined;

class Ended extends Error {}

/** A log that answers these pages one after another, and the paths it was asked for. */
function logOf(...pages: (object[] | 'away')[]) {
  const asked: string[] = [];
  const out: string[] = [];
  const told: string[] = [];
  const deps = {
    call: async (_method: string, path: string) => {
      asked.push(path);
      const page = pages.shift();
      if (page === undefined) throw new Ended();
      if (page === 'away') throw new ServerCallFailed('no answer from here');
      return { data: page, nextCursor: asked.length === 1 ? 'end' : null };
    },
    print: (line: string) => out.push(line),
    tell: (line: string) => told.push(line),
    wait: () => Promise.resolve(),
  };
  return { deps, asked, out, told };
}

test('listen follows the log from its end, through an outage, and misses nothing', async () => {
  const { deps, asked, out, told } = logOf([], [event(1), event(2)], 'away', 'away', [event(3)], []);
  await assert.rejects(listen({}, deps), Ended);
  assert.deepEqual(asked, [
    '/v1/events?after=latest&limit=100',
    '/v1/events?cursor=end&limit=100',
    ...Array<string>(3).fill('/v1/events?after=evt_2&limit=100'),
    ...Array<string>(2).fill('/v1/events?after=evt_3&limit=100'),
  ]);
  assert.deepEqual(
    out.map((line) => line.trim().split(/\s+/).at(-1)),
    ['evt_1', 'evt_2', 'evt_3'],
  );
  assert.deepEqual(told.slice(1), ['no answer from here; waiting for it\n', 'the server answers again\n']);
});

test('listen prints only the chosen types, as JSON what the server wrote', async () => {
  const { deps, out, asked } = logOf([event(1), event(2, 'checkout.paid')]);
  await assert.rejects(listen({ types: 'checkout.paid', json: true, after: 'evt_0' }, deps), Ended);
  assert.equal(asked[0], '/v1/events?after=evt_0&limit=100');
  assert.deepEqual(
    out.map((line) => JSON.parse(line) as unknown),
    [event(2, 'checkout.paid')],
  );
});

test('an event is forwarded as the server would send it, to this machine only', async (t) => {
  const received: unknown[] = [];
  const shop = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(new Webhook(SECRET).verify(body, request.headers as Record<string, string>));
      response.writeHead(202).end();
    });
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  t.after(() => shop.close());
  const { port } = shop.address() as AddressInfo;
  const forward = await eventForwarder(`http://localhost:${port}/hook`, { KASIR_WEBHOOK_SECRET: SECRET }, silent);
  const { id: _, delivery: __, ...body } = event(1);
  assert.deepEqual(await forward(event(1)), { status: 202 });
  assert.deepEqual(received, [body]);
  for (const url of ['https://shop.example/hook', 'ftp://localhost/', 'shop', 'http://localhost.shop.example/'])
    await assert.rejects(eventForwarder(url, {}, silent), /must be an address of this machine/);
});
