import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { eventStreams, STREAM_DEFAULTS, type EventStream } from '../../../server/http/browser/event-streams.ts';
import type { StreamSlots } from '../../../server/http/browser/stream-slots.ts';
import { openServer, ORIGIN } from './a-server.ts';

const unlimited: StreamSlots = { take: () => Promise.resolve(() => undefined) };
const request = { checkoutId: 'co_1', address: '203.0.113.1', lifeMs: STREAM_DEFAULTS.maxAgeMs };

/** Opens streams over a real connection. */
async function listening(serve: (response: ServerResponse) => void) {
  const server = createServer((_, response) => serve(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { port: address.port, close: () => server.close().closeAllConnections() };
}

describe('many streams', () => {
  it('share one timer', async (t) => {
    const streams = eventStreams(unlimited);
    const intervals = t.mock.method(globalThis, 'setInterval');
    const timeouts = t.mock.method(globalThis, 'setTimeout');
    let opened = 0;
    const { port, close } = await listening((response) => {
      void streams.open(response, request, () => undefined).then(() => (opened += 1));
    });
    const sockets = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    assert.equal(opened, 50);
    const own = (calls: readonly { readonly arguments: readonly unknown[] }[]): number =>
      calls.filter(({ arguments: [, ms] }) => ms === STREAM_DEFAULTS.heartbeatMs || ms === request.lifeMs).length;
    assert.deepEqual([own(intervals.mock.calls), own(timeouts.mock.calls)], [1, 0]);

    // The end of a stream is the end of its connection, in one pass.
    const ends = sockets.map((socket) => once(socket.resume(), 'close'));
    streams.closeAll();
    assert.equal(streams.size, 0);
    await Promise.all(ends);
    close();
  });

  it('one whose client does not read is dropped, and little is kept for it', async () => {
    const streams = eventStreams(unlimited);
    const data = 'x'.repeat(8 * 1024);
    let unsent = 0;
    const dropped = new Promise<number>((resolve) => {
      void listening((response) => {
        const sendOn = (stream: EventStream, sent: number): void => {
          if (stream.closed) return resolve(sent);
          stream.send({ name: 'payment', id: String(sent), data });
          unsent = Math.max(unsent, response.writableLength);
          setImmediate(() => sendOn(stream, sent + 1));
        };
        void streams.open(response, request, () => undefined).then((stream) => sendOn(stream, 0));
      }).then(({ port, close }) => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        socket.pause().write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
        return dropped.then(() => (socket.destroy(), close()));
      });
    });
    assert.ok((await dropped) > 1);
    assert.ok(unsent < STREAM_DEFAULTS.maxUnsentBytes + 2 * data.length, `${unsent} bytes`);
    assert.equal(streams.size, 0);
  });

  it('keep nothing of Koa: the response has the headers of every other', async () => {
    const server = await openServer();
    const { token } = await server.checkout();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('latin1');
    socket.write(
      `GET /v1/session/events HTTP/1.1\r\nHost: a\r\nOrigin: ${ORIGIN}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    let text = '';
    socket.on('data', (more) => (text += String(more)));
    while (!text.includes('retry:')) await once(socket, 'data');
    const namesIn = (head: string): readonly string[] =>
      head
        .split('\r\n\r\n', 1)
        .flatMap((lines) => lines.split('\r\n').slice(1))
        .map((line) => line.split(':', 1)[0]?.toLowerCase() ?? '')
        .sort();
    const ofOthers = Object.keys((await server.browser(token, '/v1/session')).headers);
    const missing = ofOthers.filter((name) => !namesIn(text).includes(name));
    assert.deepEqual(missing.sort(), ['content-length', 'keep-alive']);
    socket.destroy();
    await server.close();
  });
});
