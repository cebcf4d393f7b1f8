import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { newReference, openServer, ORIGIN, type TestServer } from './a-server.ts';

/** Fewer than the thousand in the table of threats: a test machine has few descriptors to spare. */
const SLOW = 400;

describe('slow sockets', () => {
  let server: TestServer;
  const sockets: Socket[] = [];
  before(async () => {
    server = await openServer();
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await server.close();
  });

  it('that never finish a request do not block others, and are closed (threat 30)', async () => {
    const closed = Array.from({ length: SLOW }, async (_, index) => {
      const socket = connect(server.port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined).resume();
      await once(socket, 'connect');
      // Half of them never end their headers, half never end their body.
      const rest = index % 2 === 0 ? 'X-Slow: ' : 'Content-Length: 1000\r\n\r\n{';
      socket.write(`POST /v1/checkouts HTTP/1.1\r\nHost: x\r\n${rest}`);
      await once(socket, 'close');
    });
    for (let made = 0; made < 20; made += 1) {
      const order = { reference: newReference(), amount: 1_000, currency: 'IDR', returnUrl: `${ORIGIN}/` };
      assert.equal((await server.api('/v1/checkouts', order)).status, 201);
    }
    await Promise.all(closed);
    console.info(`${SLOW} slow sockets, 20 checkouts beside them`);
  });
});
