import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ROUTES } from '../../../shared/api/routes.ts';
import { API_KEY, OLD_API_KEY, openServer, type TestServer } from './a-server.ts';

const STOREFRONT = Object.entries(ROUTES).filter(
  ([, [, path]]) => !/^\/v1\/(?:session|notifications\/:provider|return)/.test(path),
);

describe('API keys', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  it('are required by every route of the storefront API', async () => {
    assert.equal(STOREFRONT.length, 33);
    const before = await server.state();
    for (const [name, [method, path]] of STOREFRONT) {
      for (const headers of [
        {},
        { authorization: 'Bearer wrong' },
        { authorization: `Bearer ${API_KEY}x` },
        { authorization: `Bearer ${API_KEY.slice(0, -1)}` },
        { authorization: `Basic ${Buffer.from(API_KEY).toString('base64')}` },
        { authorization: API_KEY },
        { authorization: 'Bearer ' },
        { 'x-api-key': API_KEY },
      ] as Record<string, string>[]) {
        const reply = await server.call(path.replace(/:\w+/, 'x'), { method, headers });
        assert.equal(reply.status, 401, `${name} with ${JSON.stringify(headers)}`);
        assert.equal(reply.json['code'], 'unauthorized');
        assert.equal(reply.headers['www-authenticate'], 'Bearer');
      }
    }
    assert.equal(await server.state(), before);
  });

  it('are all accepted, where several are configured', async () => {
    for (const bearer of [API_KEY, OLD_API_KEY])
      assert.equal((await server.call('/v1/checkouts', { bearer })).status, 200);
  });

  it('are never logged', async () => {
    await server.call('/v1/checkouts', { bearer: API_KEY });
    assert.ok(server.log.length > 0);
    assert.equal(server.log.filter((line) => line.includes(API_KEY)).length, 0);
  });
});
