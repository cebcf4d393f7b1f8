import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { openServer, type Reply, type TestServer } from './a-server.ts';

const PATHS = ['/healthz', '/docs', '/openapi.json', '/v1/checkouts', '/kasir.json', '/', '/chunks/', '/.git/config'];

describe('what every response leaves out', () => {
  let server: TestServer;
  const replies = new Map<string, Reply>();
  before(async () => {
    server = await openServer();
    for (const path of PATHS) replies.set(path, await server.call(path));
  });
  after(() => server.close());

  it('names no software and no version', () => {
    for (const [path, { headers }] of replies)
      for (const name of ['server', 'x-powered-by', 'x-aspnet-version', 'via'])
        assert.equal(headers[name], undefined, `${path} ${name}`);
  });

  it('sets no cookie', () => {
    for (const [path, { headers }] of replies) assert.equal(headers['set-cookie'], undefined, path);
  });

  it('never redirects a request of plain http, whose secrets would have been sent in vain', () => {
    for (const [path, { status }] of replies) assert.ok(status < 300 || status >= 400, `${path} ${status}`);
  });

  it('says which characters a text has', () => {
    for (const [path, { headers }] of replies) {
      const type = String(headers['content-type']);
      assert.ok(type.startsWith('application/problem+json') || type.includes('charset=utf-8'), `${path} ${type}`);
    }
  });

  it('lists no folder and serves no file that is not meant', () => {
    for (const path of ['/', '/chunks/', '/.git/config']) assert.equal(replies.get(path)?.status, 404, path);
  });

  it('refuses TRACE, which would repeat the headers of the request', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.end('TRACE /healthz HTTP/1.1\r\nHost: localhost\r\nX-Secret: canary\r\nConnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    assert.match(text, /^HTTP\/1\.1 405 /);
    assert.ok(!text.includes('canary'));
  });
});
