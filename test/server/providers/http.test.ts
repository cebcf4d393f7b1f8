import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { NotDelivered, OutcomeUnknown } from '../../../server/payments/ports/ports.ts';
import { providerHttp, type ProviderCall } from '../../../server/providers/http.ts';

/* Against real sockets: these error classes describe what happened on the wire, so nothing is mocked. */

const http = providerHttp({ maxAnswerBytes: 10_000 });
/** For what has to run out of time. */
const hasty = providerHttp({ timeoutMs: 500, connectTimeoutMs: 300 });
const closers: (() => unknown)[] = [];
after(async () => {
  await Promise.all([http.close(), hasty.close()]);
  for (const close of closers) close();
});

function listening(server: Server, scheme = 'http'): Promise<string> {
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
const serving = (listener: RequestListener): Promise<string> => listening(createServer(listener));

/** Talks below HTTP. */
function rawServing(onData: (socket: Socket) => void): Promise<string> {
  const server = createSocketServer((socket) => {
    closers.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.once('data', () => onData(socket));
  });
  closers.push(() => server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

const call = (url: string, over: Partial<ProviderCall> = {}): ProviderCall => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: '{"a":1}',
  signal: new AbortController().signal,
  ...over,
});

test('a complete answer: status, headers in lower case, text', async () => {
  let seen = '';
  const url = await serving((request, response) => {
    request.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    request.on('end', () =>
      response.writeHead(201, { 'X-Request-ID': 'r-1', 'Set-Cookie': ['a=1', 'b=2'] }).end('{"ok":"✓"}'),
    );
  });
  const answer = await http.fetch(call(`${url}/v3/x?y=1`));
  assert.deepEqual([answer.status, answer.text, seen], [201, '{"ok":"✓"}', '{"a":1}']);
  assert.deepEqual([answer.headers['x-request-id'], answer.headers['set-cookie']], ['r-1', 'a=1, b=2']);
});

test('any status is an answer', async () => {
  const url = await serving((request, response) => response.writeHead(Number(request.url?.slice(1))).end());
  for (const status of [200, 204, 400, 401, 404, 409, 429, 500, 502, 503]) {
    assert.equal((await http.fetch(call(`${url}/${status}`))).status, status);
  }
});

describe('certainly not received', () => {
  const isNotDelivered = (url: string, over: Partial<ProviderCall> = {}) =>
    assert.rejects(http.fetch(call(url, over)), NotDelivered);

  test('connection refused', async () => {
    const server = createServer();
    const url = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    await isNotDelivered(url);
  });

  test('unknown host', () => isNotDelivered('http://no-such-host.invalid/'));

  test('an untrusted certificate', async () => {
    const pem = (name: string) => readFileSync(new URL(`fixtures/self-signed.${name}.pem`, import.meta.url));
    let requests = 0;
    const server = createTlsServer({ key: pem('key'), cert: pem('cert') }, (_, response) => {
      requests += 1;
      response.end('{}');
    });
    await isNotDelivered(await listening(server, 'https'));
    assert.equal(requests, 0);
  });

  test('the peer does not speak TLS', async () => {
    const url = await serving((_, response) => response.end('{}'));
    await isNotDelivered(url.replace('http:', 'https:'));
  });

  test('a TLS handshake that never ends', async () => {
    const url = await rawServing(() => undefined);
    await assert.rejects(hasty.fetch(call(url.replace('http:', 'https:'))), NotDelivered);
  });

  test('the time was over before the request was made', async () => {
    let requests = 0;
    const url = await serving((_, response) => {
      requests += 1;
      response.end('{}');
    });
    await isNotDelivered(url, { signal: AbortSignal.abort() });
    assert.equal(requests, 0);
  });
});

describe('possibly received', () => {
  const isUnknown = (url: string, over: Partial<ProviderCall> = {}) =>
    assert.rejects(http.fetch(call(url, over)), OutcomeUnknown);

  test('the connection is reset after the request went out', async () => {
    await isUnknown(await rawServing((socket) => socket.resetAndDestroy()));
  });

  test('the connection ends without an answer', async () => {
    await isUnknown(await rawServing((socket) => socket.end()));
  });

  test('an answer that is cut short', async () => {
    await isUnknown(await rawServing((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"half"')));
  });

  test('an answer that is not HTTP', async () => {
    await isUnknown(await rawServing((socket) => socket.end('220 mail.example ESMTP\r\n')));
  });

  test('no answer in time', async () => {
    const url = await serving(() => undefined);
    await assert.rejects(hasty.fetch(call(url)), OutcomeUnknown);
  });

  test('an answer that never ends', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200).write('{');
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    await assert.rejects(hasty.fetch(call(url)), OutcomeUnknown);
  });

  test('the caller aborts the call', async () => {
    const caller = new AbortController();
    const url = await serving(() => caller.abort());
    await isUnknown(url, { signal: caller.signal });
  });

  test('a huge answer, announced or not', async () => {
    const huge = Buffer.alloc(20_000, 'x');
    await isUnknown(await serving((_, response) => response.end(huge)));
    await isUnknown(
      await serving((_, response) => {
        response.write(huge.subarray(0, 5_000));
        response.end(huge);
      }),
    );
    const url = await serving((_, response) => response.end(huge));
    // The limit is ours to set, and only what is above it is refused.
    assert.equal((await hasty.fetch(call(url))).text.length, 20_000);
  });
});

test('a redirect is an answer and is not followed', async () => {
  let stolen = 0;
  const thief = await serving((_, response) => {
    stolen += 1;
    response.end();
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serving((_, response) => response.writeHead(status, { location: thief }).end());
    assert.equal((await http.fetch(call(url, { headers: { authorization: 'Basic secret' } }))).status, status);
  }
  assert.equal(stolen, 0);
});

test('no compression is requested, and none is decoded', async () => {
  let accepted: unknown;
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  assert.ok(bomb.length < 10_000);
  const url = await serving((request, response) => {
    accepted = request.headers['accept-encoding'];
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  const answer = await http.fetch(call(url, { headers: { 'accept-encoding': 'gzip' } }));
  assert.equal(accepted, 'identity');
  assert.ok(answer.text.length <= bomb.length);
});

test('the cause of an error is kept', async () => {
  const server = createServer();
  const url = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  const error: unknown = await http.fetch(call(url)).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof NotDelivered && error.cause instanceof Error);
  assert.match(String(error.cause.cause), /ECONNREFUSED/);
});

test('a pool whose server was restarted connects again', async () => {
  const server = createServer((_, response) => response.end('1'));
  const url = await listening(server);
  assert.equal((await http.fetch(call(url))).text, '1');
  const { port } = new URL(url);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(http.fetch(call(url)), NotDelivered);
  const heir = createServer((_, response) => response.end('2'));
  closers.push(() => heir.close());
  await new Promise<void>((resolve) => heir.listen(Number(port), '127.0.0.1', resolve));
  assert.equal((await http.fetch(call(url))).text, '2');
  heir.closeAllConnections();
});
