import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import Koa from 'koa';
import { mountWeb } from '../../../server/demo/web-handler.ts';
import { Unanswered } from '../../../server/providers/simulation/simulator.ts';

describe('web handlers in Koa', () => {
  const app = new Koa();
  app.use(
    mountWeb('/simulators', async (request) => {
      const { pathname, search } = new URL(request.url);
      if (pathname.endsWith('/silent')) throw new Unanswered('silent');
      if (pathname.endsWith('/reset')) throw new Unanswered('reset');
      if (pathname.endsWith('/moved')) return new Response(null, { status: 303, headers: { location: '/elsewhere' } });
      const text = [request.method, pathname + search, request.headers.get('x-sent'), await request.text()].join(' ');
      return new Response(text, { status: 201, headers: { 'content-type': 'text/x-echo', 'x-answered': 'yes' } });
    }),
  );
  app.use((ctx) => {
    ctx.body = 'the rest';
  });
  const server = app.listen(0, '127.0.0.1');
  let origin = '';
  before(async () => {
    if (!server.listening) await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('passes method, path, headers and body on, and status, headers and body back', async () => {
    const response = await fetch(`${origin}/simulators/x?q=1`, {
      method: 'POST',
      headers: { 'x-sent': 'hi' },
      body: 'body ✓',
    });
    assert.equal(response.status, 201);
    assert.equal(await response.text(), 'POST /simulators/x?q=1 hi body ✓');
    assert.deepEqual(
      [response.headers.get('content-type'), response.headers.get('x-answered')],
      ['text/x-echo', 'yes'],
    );
  });

  it('serves paths at, below or beside its prefix, and no others', async () => {
    const text = async (path: string) => (await fetch(origin + path)).text();
    for (const path of ['/simulators', '/simulators/a/b', '/simulators.json']) assert.match(await text(path), /^GET/);
    for (const path of ['/', '/simulatorsx', '/other/simulators']) assert.equal(await text(path), 'the rest');
  });

  it('passes a redirect on unchanged', async () => {
    const response = await fetch(`${origin}/simulators/moved`, { redirect: 'manual' });
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/elsewhere']);
  });

  it('refuses a body over 1 MB', async () => {
    const response = await fetch(`${origin}/simulators/x`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    assert.equal(response.status, 413);
  });

  it('resets the connection for a reset, and does not answer while silent', async () => {
    await assert.rejects(fetch(`${origin}/simulators/reset`));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const said: string[] = [];
    socket.on('data', (chunk) => said.push(chunk.toString()));
    socket.write('GET /simulators/silent HTTP/1.1\r\nhost: x\r\n\r\n');
    // Another whole exchange passes meanwhile; the silent one has still not been answered.
    await (await fetch(`${origin}/simulators/x`)).text();
    assert.deepEqual([said, socket.destroyed], [[], false]);
    socket.destroy();
  });
});
