import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '../../../shared/problem.ts';
import { API_KEY, openServer, type TestServer } from './a-server.ts';

describe('Kasir inside another server', () => {
  let kasir: TestServer;
  before(async () => {
    kasir = await openServer();
  });
  after(() => kasir.close());

  /** What a framework does before it hands the request on, and then the handler. */
  async function post(path: string, readsFirst: boolean, bytes: number) {
    const handler = kasir.composed.app.callback();
    const host = createServer((request, response) => {
      const handOn = (): void => void handler(request, response);
      if (readsFirst) request.on('data', () => undefined).on('end', handOn);
      else handOn();
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const { port } = host.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ padding: 'x'.repeat(bytes) }),
    });
    const problem = (await answer.json()) as Problem;
    host.closeAllConnections();
    host.close();
    return { ...problem, status: answer.status };
  }

  it('says what to do where a body parser in front has read the body (N11)', async () => {
    for (const bytes of [1, 50_000]) {
      const reply = await post('/v1/checkouts', true, bytes);
      assert.equal(reply.status, 500);
      assert.match(reply.detail, /before body parsers such as express\.json\(\)/);
    }
    assert.ok(kasir.log.some((line) => line.includes('request failed') && line.includes('"level":"error"')));
  });

  it('reads the body itself if it was not consumed', async () => {
    const reply = await post('/v1/checkouts', false, 10);
    assert.equal(reply.status, 400);
    assert.ok(
      reply.errors?.some(({ path }) => path === 'padding'),
      reply.detail,
    );
  });

  it('refuses too many headers, though a server in front lets them through (S6)', async () => {
    const headers = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x-${index}`, '1']));
    const reply = await kasir.call('/healthz', { headers });
    assert.equal(reply.status, 431);
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/);
  });
});
